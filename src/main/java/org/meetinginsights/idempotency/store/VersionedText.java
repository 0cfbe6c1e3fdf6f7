package org.meetinginsights.idempotency.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The encoding of what nodes exchange besides envelopes: {@code version/field/field/…}. A new version only adds fields at the
 * end. A reader takes its own version and the next one, and ignores fields that it does not know, so that nodes of two
 * neighbouring versions understand each other during a rolling upgrade.
 */
public final class VersionedText {

    private static final String SEPARATOR = "/";
    private static final int VERSION = 1;
    private static final int NEWEST_READ = VERSION + 1;

    /** What a regular expression over a whole text begins with, to test the field at this index, counted from 0. */
    public static String regexBefore(int field) {
        return "[^/]*/".repeat(field + 1);
    }

    private VersionedText() {}

    /** A time that sorts as times do, from 1970 to 2286; whole milliseconds. */
    public static String sortable(Instant at) {
        return String.format(Locale.ROOT, "%013d", Math.max(0, at.toEpochMilli()));
    }

    /**
     * Reads a time in milliseconds.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** @throws IllegalArgumentException if a field holds a slash */
    public static String write(Object... fields) {
        StringBuilder text = new StringBuilder().append(VERSION);
        for (Object field : fields) {
            String value = field.toString();
            if (value.contains(SEPARATOR)) {
                throw new IllegalArgumentException("A field must not hold a slash");
            }
            text.append(SEPARATOR).append(value);
        }
        return text.toString();
    }

    /**
     * Reads a text that another node wrote.
     *
     * @param known how many fields this version knows
     * @param reader is given the fields; an {@link IllegalArgumentException} of its own says that they are none
     * @return nothing if it is no such text, or of a version that cannot be read
     */
    public static <T> Optional<T> read(String text, int known, Function<List<String>, T> reader) {
        List<String> parts = List.of(text.split(SEPARATOR, -1));
        try {
            int version = Integer.parseInt(parts.get(0));
            boolean readable = version >= VERSION && version <= NEWEST_READ && parts.size() > known;
            return readable ? Optional.of(reader.apply(parts.subList(1, known + 1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
