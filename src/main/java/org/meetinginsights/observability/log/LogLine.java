package org.meetinginsights.observability.log;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.meetinginsights.idempotency.IdempotentRequest;

/** The format of log lines: the request id, then facts with {@code |} between them. At most 16 digits of a key are shown. */
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

    /** Seconds with one decimal. */
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
