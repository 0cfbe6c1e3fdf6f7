package org.meetinginsights.observability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import org.meetinginsights.http.Defect;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.store.Backend;

/** Writes a line about what the cache did for each request. Thread-safe. */
public final class CacheLog implements ExecutionListener {

    private static final EventLog LOG = new EventLog("org.meetinginsights.cache");

    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private final CacheSize size;
    private final Clock clock;
    private final String lifetime;

    /** @param timeToLive how long results are served */
    public CacheLog(CacheSize size, Clock clock, Duration timeToLive) {
        this.size = size;
        this.clock = clock;
        this.lifetime = "ttl=" + hours(timeToLive) + "h";
    }

    private static String hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis())
                .divide(MILLIS_PER_HOUR, 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public void answered(IdempotentRequest request, Answer answer) {
        answer.outcome().accept(new Lines(request, answer.backend()));
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        LOG.error(() -> "[" + request.requestId() + "] " + Defect.describe(cause));
    }

    private final class Lines implements Outcome.Visitor<Void> {

        private final IdempotentRequest request;
        private final Backend backend;

        Lines(IdempotentRequest request, Backend backend) {
            this.request = request;
            this.backend = backend;
        }

        @Override
        public Void hit(Outcome.Hit hit) {
            return write("HIT", "age=" + LogLine.seconds(hit.envelope().age(clock)), sizeFact());
        }

        @Override
        public Void miss(Outcome.Miss miss) {
            if (!miss.expiredAge().isZero()) {
                write("EXPIRED", "age=" + LogLine.seconds(miss.expiredAge()));
            }
            LOG.debug(() -> line("MISS"));
            return miss.stored() ? write("SAVE", sizeFact(), lifetime) : null;
        }

        @Override
        public Void collapsed(Outcome.Collapsed collapsed) {
            return write("COLLAPSED", "waited=" + LogLine.seconds(collapsed.waited()));
        }

        @Override
        public Void bypassed(Outcome.Bypassed bypassed) {
            return bypass(bypassed.forward());
        }

        @Override
        public Void failed(Outcome.Failed failed) {
            return bypass(failed.forward());
        }

        @Override
        public Void inProgress(Outcome.InProgress inProgress) {
            return null;
        }

        @Override
        public Void notStored(Outcome.NotStored notStored) {
            LOG.debug(() -> line("MISS"));
            return null;
        }

        @Override
        public Void keyReused(Outcome.KeyReused keyReused) {
            return null;
        }

        @Override
        public Void rateLimited(Outcome.RateLimited rateLimited) {
            return null;
        }

        private Void bypass(Forward forward) {
            forward.detail()
                    .ifPresent(reason ->
                            LOG.info(() -> LogLine.of(request.requestId(), "CACHE BYPASS", "reason=" + reason)));
            return null;
        }

        private Void write(String event, String... facts) {
            LOG.info(() -> line(event, facts));
            return null;
        }

        private String line(String event, String... facts) {
            String start = "[" + backend.tag() + "] " + LogLine.key(request);
            return LogLine.of(request.requestId(), "CACHE " + event, start)
                    + (facts.length == 0 ? "" : " | " + String.join(" | ", facts));
        }

        private String sizeFact() {
            return "cache_size=" + size.value();
        }
    }
}
