package org.meetinginsights.observability;

import java.time.Duration;
import java.util.Locale;
import org.meetinginsights.idempotency.IdempotentRequest;

/** How log lines are written: the request id in front, facts with {@code |} between them, never more of a key than 16 digits. */
final class LogLine {

    private static final double MILLIS_PER_SECOND = 1_000;

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
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / MILLIS_PER_SECOND);
    }
}
