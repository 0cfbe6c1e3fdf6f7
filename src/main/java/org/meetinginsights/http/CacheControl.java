package org.meetinginsights.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.meetinginsights.idempotency.CacheDirectives;

/**
 * Reads the {@code Cache-Control} header of a request (RFC 9111, section 5.2.1). Each directive is read for itself, as a
 * member of a structured dictionary (RFC 8941, section 3.2): what cannot be read, and what is not known, is ignored and
 * takes nothing else with it.
 */
final class CacheControl {

    private CacheControl() {}

    /** @param lines all header lines of this name, as they were sent */
    static CacheDirectives of(List<String> lines) {
        boolean noCache = false;
        boolean noStore = false;
        boolean onlyIfCached = false;
        Optional<Duration> maxAge = Optional.empty();
        for (String member :
                lines.stream().flatMap(line -> members(line).stream()).toList()) {
            for (Map.Entry<String, ListElement<?>> directive : parsed(member).entrySet()) {
                switch (directive.getKey()) {
                    case "no-cache" -> noCache = true;
                    case "no-store" -> noStore = true;
                    case "only-if-cached" -> onlyIfCached = true;
                    case "max-age" -> maxAge = stricter(maxAge, seconds(directive.getValue()));
                    default -> {
                        // Of no meaning to us (RFC 9111, section 5.2.3).
                    }
                }
            }
        }
        return new CacheDirectives(noCache, maxAge, noStore, onlyIfCached);
    }

    private static Map<String, ListElement<?>> parsed(String member) {
        try {
            return Parser.parseDictionary(member.toLowerCase(Locale.ROOT)).get();
        } catch (ParseException e) {
            return Map.of();
        }
    }

    private static Optional<Duration> seconds(ListElement<?> value) {
        try {
            Optional<Long> seconds = Optional.empty();
            if (value instanceof IntegerItem number) {
                seconds = Optional.of(number.getAsLong());
            } else if (value instanceof StringItem text) {
                seconds = Optional.of(Long.parseLong(text.get()));
            }
            return seconds.filter(number -> number >= 0).map(Duration::ofSeconds);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> stricter(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent() && other.get().compareTo(one.get()) > 0 || other.isEmpty()
                ? one
                : other;
    }

    /** What stands between commas that are in no quoted string. */
    private static List<String> members(String line) {
        List<String> members = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                members.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        members.add(line.substring(start).strip());
        return members;
    }
}
