package org.meetinginsights.observability.log;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import org.meetinginsights.http.problem.UnexpectedError;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.ExecutionListener;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.observability.metrics.CacheSize;

/** Writes for each request what the cache did. Thread-safe. */
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
        String start = "[" + answer.backend().tag() + "] " + LogLine.key(request);
        if (answer.outcome() instanceof Outcome.Hit hit) {
            info(request, "HIT", start, "age=" + LogLine.seconds(hit.envelope().age(clock)), sizeFact());
        } else if (answer.outcome() instanceof Outcome.Miss miss) {
            if (!miss.expiredAge().isZero()) {
                info(request, "EXPIRED", start, "age=" + LogLine.seconds(miss.expiredAge()));
            }
            missed(request, start);
            if (miss.stored()) {
                info(request, "SAVE", start, sizeFact(), lifetime);
            }
        } else if (answer.outcome() instanceof Outcome.Collapsed collapsed) {
            info(request, "COLLAPSED", start, "waited=" + LogLine.seconds(collapsed.waited()));
        } else if (answer.outcome() instanceof Outcome.Bypassed bypassed) {
            bypassed(request, bypassed.forward());
        } else if (answer.outcome() instanceof Outcome.Failed failed) {
            bypassed(request, failed.forward());
        } else if (answer.outcome() instanceof Outcome.NotStored) {
            missed(request, start);
        }
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        LOG.error(() -> "[" + request.requestId() + "] " + UnexpectedError.describe(cause));
    }

    private static void missed(IdempotentRequest request, String start) {
        LOG.debug(() -> LogLine.of(request.requestId(), "CACHE MISS", start));
    }

    private static void bypassed(IdempotentRequest request, Forward forward) {
        forward.detail().ifPresent(reason -> info(request, "BYPASS", "reason=" + reason));
    }

    private static void info(IdempotentRequest request, String event, String... facts) {
        LOG.info(() -> LogLine.of(request.requestId(), "CACHE " + event, facts));
    }

    private String sizeFact() {
        return "cache_size=" + size.value();
    }
}
