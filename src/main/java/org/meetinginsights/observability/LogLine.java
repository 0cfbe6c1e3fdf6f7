package org.meetinginsights.observability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.meetinginsights.idempotency.IdempotentRequest;

/** How log lines are written: the request id in front, facts with {@code |} between them, never more of a key than 16 digits. */
final class LogLine {

    private static final int MILLI = 3;

    private LogLine() {}

    static String of(String requestId, String tag, String... facts) {
        return "[" + requestId + "] [" + tag + "] " + String.join(" | ", facts);
    }

    static String key(IdempotentRequest request) {
        return "idempotency_key="
                + request.key().map(key -> key.abbreviated() + "...").orElse("none");
    }

    /** Seconds with one decimal, as a person reads ages and waits. */
    static String seconds(Duration duration) {
        return seconds(duration, 1);
    }

    static String seconds(Duration duration, int decimals) {
        return BigDecimal.valueOf(duration.toMillis(), MILLI)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString()
                + "s";
    }
}
