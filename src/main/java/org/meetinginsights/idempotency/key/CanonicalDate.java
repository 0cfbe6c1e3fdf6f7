package org.meetinginsights.idempotency.key;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MICRO_OF_SECOND;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A meeting's date the way the published key is computed from it: {@code YYYY-MM-DDTHH:MM:SS}, six digits of fraction
 * only where they are not zero, the offset as sent with {@code Z} and {@code -00:00} written {@code +00:00}. A date
 * alone is midnight without an offset.
 */
public record CanonicalDate(String text) {

    private static final Pattern BEYOND_MICROSECONDS = Pattern.compile("(\\.\\d{6})\\d+");
    private static final int LONGEST_ACCEPTED = 64;
    private static final int BASIC_DATE_LENGTH = 8;

    private static final DateTimeFormatter EXTENDED_FORMAT = format("-", ":");
    private static final DateTimeFormatter BASIC_FORMAT = format("", "");

    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FRACTION = DateTimeFormatter.ofPattern(".SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter OFFSET =
            new DateTimeFormatterBuilder().appendOffset("+HH:MM", "+00:00").toFormatter(Locale.ROOT);

    /**
     * Reads an ISO 8601 date and time in the extended or the basic format, or a date in the extended one. {@code T} and
     * {@code Z} may be lower case (RFC 3339, section 5.6).
     *
     * @throws DateTimeException if it is something else, a number or an offset without a colon among them; the message
     *     does not repeat the text
     */
    public static CanonicalDate parse(String sent) {
        if (sent.length() > LONGEST_ACCEPTED) {
            throw new DateTimeException("Too long for a date");
        }
        String cut = BEYOND_MICROSECONDS.matcher(sent).replaceFirst("$1");
        // Digits alone are a number.
        boolean basic = cut.indexOf('-') != 4 && cut.length() > BASIC_DATE_LENGTH;
        TemporalAccessor parsed = (basic ? BASIC_FORMAT : EXTENDED_FORMAT).parse(cut);
        LocalDate date = LocalDate.from(parsed);
        if (date.getYear() < 1) {
            throw new DateTimeException("Years start at 0001");
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return new CanonicalDate(
                write(date, time == null ? LocalTime.MIDNIGHT : time, parsed.query(TemporalQueries.offset())));
    }

    private static DateTimeFormatter format(String inDate, String inTime) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendValue(YEAR, 4)
                .appendLiteral(inDate)
                .appendValue(MONTH_OF_YEAR, 2)
                .appendLiteral(inDate)
                .appendValue(DAY_OF_MONTH, 2)
                .optionalStart()
                .appendLiteral('T')
                .appendValue(HOUR_OF_DAY, 2)
                .appendLiteral(inTime)
                .appendValue(MINUTE_OF_HOUR, 2)
                .optionalStart()
                .appendLiteral(inTime)
                .appendValue(SECOND_OF_MINUTE, 2)
                .optionalStart()
                .appendFraction(MICRO_OF_SECOND, 1, 6, true)
                .optionalEnd()
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HH:MM", "Z")
                .optionalEnd()
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static String write(LocalDate date, LocalTime time, ZoneOffset offset) {
        StringBuilder text = new StringBuilder(32);
        DATE_AND_TIME.formatTo(date.atTime(time), text);
        if (time.get(MICRO_OF_SECOND) != 0) {
            FRACTION.formatTo(time, text);
        }
        if (offset != null) {
            OFFSET.formatTo(offset, text);
        }
        return text.toString();
    }
}
