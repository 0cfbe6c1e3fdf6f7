package org.meetinginsights.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Backend;
import org.meetinginsights.idempotency.Failure;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.Outcome;

/**
 * The value of a {@code Cache-Status} header (RFC 9211). A value of its own and not only a text, so that those who log
 * and count responses need not read it back.
 *
 * @param outcome the outcome's name in log lines
 * @param text the header's value
 */
public record CacheStatus(String outcome, String text) {

    public static final String HEADER = "Cache-Status";

    private static final String THIS_CACHE = "MeetingInsights";
    private static final String NO_KEY = "; detail=NO-KEY";

    static CacheStatus of(Answer answer, Clock clock) {
        String parameters = answer.outcome().accept(new Parameters(clock));
        boolean local = answer.backend() == Backend.MEMORY && !parameters.contains("; detail=");
        return new CacheStatus(answer.outcome().label(), THIS_CACHE + parameters + (local ? "; detail=LOCAL" : ""));
    }

    /** What JAX-RS sends. */
    @Override
    public String toString() {
        return text;
    }

    private record Parameters(Clock clock) implements Outcome.Visitor<String> {

        @Override
        public String hit(Outcome.Hit hit) {
            return "; hit" + ttl(hit.envelope().remaining(clock));
        }

        @Override
        public String miss(Outcome.Miss miss) {
            return forwarded(miss.forward())
                    + (miss.stored() ? "; stored" + ttl(miss.envelope().lifetime()) : "");
        }

        @Override
        public String collapsed(Outcome.Collapsed collapsed) {
            return forwarded(collapsed.forward()) + "; collapsed";
        }

        @Override
        public String bypassed(Outcome.Bypassed bypassed) {
            return forwarded(Forward.BYPASS) + NO_KEY;
        }

        @Override
        public String failed(Outcome.Failed failed) {
            Failure failure = failed.failure();
            if (!failure.forwarded()) {
                return "; detail=" + failure.code().toUpperCase(Locale.ROOT).replace('_', '-');
            }
            return forwarded(failed.forward())
                    + (failure.upstreamStatus().isPresent()
                            ? "; fwd-status=" + failure.upstreamStatus().getAsInt()
                            : "")
                    + (failed.collapsed() ? "; collapsed" : "")
                    + (failed.forward() == Forward.BYPASS ? NO_KEY : "");
        }

        @Override
        public String inProgress(Outcome.InProgress inProgress) {
            return "; detail=WAIT-TIMEOUT";
        }

        private static String ttl(Duration life) {
            return "; ttl=" + life.toSeconds();
        }

        private static String forwarded(Forward forward) {
            return "; fwd=" + forward.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
