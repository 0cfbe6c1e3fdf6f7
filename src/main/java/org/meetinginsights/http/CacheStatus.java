package org.meetinginsights.http;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.TokenItem;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Failure;

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
    private static final String DETAIL = "detail";

    static CacheStatus of(Answer answer, Clock clock) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        answer.outcome().accept(new Writing(parameters, clock));
        if (answer.backend() == Backend.MEMORY) {
            parameters.putIfAbsent(DETAIL, TokenItem.valueOf("LOCAL"));
        }
        return new CacheStatus(answer.outcome().label(), THIS_CACHE + serialized(parameters));
    }

    /** With a space after each semicolon, as RFC 9211 shows it and RFC 8941, section 3.1.2, lets it be. */
    private static String serialized(Map<String, Object> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> "; "
                        + Parameters.valueOf(Map.of(entry.getKey(), entry.getValue()))
                                .serialize()
                                .substring(1))
                .collect(Collectors.joining());
    }

    /** What JAX-RS sends. */
    @Override
    public String toString() {
        return text;
    }

    private record Writing(Map<String, Object> parameters, Clock clock) implements Outcome.Visitor<Void> {

        @Override
        public Void hit(Outcome.Hit hit) {
            flag("hit");
            return ttl(hit.envelope().remaining(clock));
        }

        @Override
        public Void miss(Outcome.Miss miss) {
            forwarded(miss.forward());
            return miss.stored() ? stored(miss.envelope()) : null;
        }

        @Override
        public Void collapsed(Outcome.Collapsed collapsed) {
            forwarded(collapsed.forward());
            return flag("collapsed");
        }

        @Override
        public Void bypassed(Outcome.Bypassed bypassed) {
            forwarded(bypassed.forward());
            return why(bypassed.forward());
        }

        @Override
        public Void failed(Outcome.Failed failed) {
            Failure failure = failed.failure();
            if (!failure.forwarded()) {
                return detail(failure.code().toUpperCase(Locale.ROOT).replace('_', '-'));
            }
            forwarded(failed.forward());
            failure.upstreamStatus().ifPresent(status -> parameters.put("fwd-status", status));
            if (failed.collapsed()) {
                flag("collapsed");
            }
            return why(failed.forward());
        }

        @Override
        public Void inProgress(Outcome.InProgress inProgress) {
            return detail("WAIT-TIMEOUT");
        }

        @Override
        public Void notStored(Outcome.NotStored notStored) {
            return detail("ONLY-IF-CACHED");
        }

        @Override
        public Void keyReused(Outcome.KeyReused keyReused) {
            return detail("KEY-REUSED");
        }

        @Override
        public Void rateLimited(Outcome.RateLimited rateLimited) {
            return detail("RATE-LIMITED");
        }

        private Void stored(Envelope envelope) {
            flag("stored");
            return ttl(envelope.lifetime());
        }

        private Void ttl(Duration life) {
            parameters.put("ttl", life.toSeconds());
            return null;
        }

        private void forwarded(Forward forward) {
            parameters.put("fwd", TokenItem.valueOf(forward.token()));
        }

        private Void why(Forward forward) {
            forward.detail().ifPresent(this::detail);
            return null;
        }

        private Void detail(String detail) {
            parameters.put(DETAIL, TokenItem.valueOf(detail));
            return null;
        }

        private Void flag(String name) {
            parameters.put(name, Boolean.TRUE);
            return null;
        }
    }
}
