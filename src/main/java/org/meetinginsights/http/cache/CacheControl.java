package org.meetinginsights.http.cache;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.meetinginsights.idempotency.CacheDirectives;

/**
 * Reads the {@code Cache-Control} header of a request (RFC 9111, section 5.2.1). Each directive is parsed separately, as a
 * member of a structured dictionary (RFC 8941, section 3.2), so that an invalid or unknown directive is ignored and the
 * others still apply.
 */
final class CacheControl {

    /** What is between two commas outside quoted strings. The last string may lack its closing quote. */
    private static final Pattern MEMBER = Pattern.compile("(?s)(?:[^\",]++|\"(?:[^\"\\\\]++|\\\\.?)*+\"?+)++");

    private CacheControl() {}

    /** @param lines all header lines of this name */
    static CacheDirectives of(List<String> lines) {
        boolean noCache = false;
        boolean noStore = false;
        boolean onlyIfCached = false;
        Optional<Duration> maxAge = Optional.empty();
        for (String member : members(lines)) {
            for (Map.Entry<String, ListElement<?>> directive : parsed(member).entrySet()) {
                switch (directive.getKey()) {
                    case "no-cache" -> noCache = true;
                    case "no-store" -> noStore = true;
                    case "only-if-cached" -> onlyIfCached = true;
                    case "max-age" -> maxAge = stricter(maxAge, seconds(directive.getValue()));
                    default -> {
                        // An unknown directive is ignored (RFC 9111, section 5.2.3).
                    }
                }
            }
        }
        return new CacheDirectives(noCache, maxAge, noStore, onlyIfCached);
    }

    private static List<String> members(List<String> lines) {
        return lines.stream()
                .flatMap(line -> MEMBER.matcher(line).results())
                .map(member -> member.group().strip())
                .toList();
    }

    private static Map<String, ListElement<?>> parsed(String member) {
        try {
            return Parser.parseDictionary(member.toLowerCase(Locale.ROOT)).get();
        } catch (ParseException e) {
            return Map.of();
        }
    }

    /** RFC 9111, section 5.2, also allows the number in quotes. */
    private static Optional<Duration> seconds(ListElement<?> value) {
        try {
            return Optional.of(Long.parseLong(value.get().toString()))
                    .filter(seconds -> seconds >= 0)
                    .map(Duration::ofSeconds);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> stricter(Optional<Duration> one, Optional<Duration> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
