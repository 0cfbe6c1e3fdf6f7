package org.meetinginsights.http.cache;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.TokenItem;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.store.Backend;

/**
 * The value of a {@code Cache-Status} header (RFC 9211). It is a type of its own, so that logs and metrics need not parse
 * the text.
 *
 * @param outcome the outcome's name in log lines
 * @param text the header's value
 */
public record CacheStatus(String outcome, String text) {

    public static final String HEADER = "Cache-Status";

    private static final TokenItem THIS_CACHE = TokenItem.valueOf("MeetingInsights");
    private static final String DETAIL = "detail";

    static CacheStatus of(Answer answer, Clock clock) {
        Map<String, Object> parameters = parameters(answer.outcome(), clock);
        if (answer.backend() == Backend.MEMORY) {
            parameters.putIfAbsent(DETAIL, TokenItem.valueOf("LOCAL"));
        }
        String text = THIS_CACHE.withParams(Parameters.valueOf(parameters)).serialize();
        // RFC 9211 shows a space after each semicolon, and RFC 8941, section 3.1.2, allows it. No value has a
        // semicolon.
        return new CacheStatus(answer.outcome().label(), text.replace(";", "; "));
    }

    /** What JAX-RS sends. */
    @Override
    public String toString() {
        return text;
    }

    private static Map<String, Object> parameters(Outcome outcome, Clock clock) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (outcome instanceof Outcome.Hit hit) {
            parameters.put("hit", true);
            parameters.put("ttl", hit.envelope().remaining(clock).toSeconds());
        } else if (outcome instanceof Outcome.Miss miss) {
            parameters.put("fwd", TokenItem.valueOf(miss.forward().token()));
            if (miss.stored()) {
                parameters.put("stored", true);
                parameters.put("ttl", miss.envelope().lifetime().toSeconds());
            }
        } else if (outcome instanceof Outcome.Collapsed collapsed) {
            parameters.put("fwd", TokenItem.valueOf(collapsed.forward().token()));
            parameters.put("collapsed", true);
        } else if (outcome instanceof Outcome.Bypassed bypassed) {
            parameters.put("fwd", TokenItem.valueOf(bypassed.forward().token()));
            bypassed.forward().detail().ifPresent(why -> parameters.put(DETAIL, TokenItem.valueOf(why)));
        } else if (outcome instanceof Outcome.Failed failed && failed.failure().forwarded()) {
            parameters.put("fwd", TokenItem.valueOf(failed.forward().token()));
            failed.failure().upstreamStatus().ifPresent(status -> parameters.put("fwd-status", status));
            if (failed.collapsed()) {
                parameters.put("collapsed", true);
            }
            failed.forward().detail().ifPresent(why -> parameters.put(DETAIL, TokenItem.valueOf(why)));
        } else {
            String why =
                    outcome instanceof Outcome.Failed failed ? failed.failure().code() : outcome.label();
            parameters.put(
                    DETAIL, TokenItem.valueOf(why.toUpperCase(Locale.ROOT).replace('_', '-')));
        }
        return parameters;
    }
}
