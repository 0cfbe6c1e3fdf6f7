package org.meetinginsights.observability.log;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
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
        if (answer.outcome() instanceof Outcome.Hit hit) {
            info(request, answer, "HIT", "age=" + LogLine.seconds(hit.envelope().age(clock)), sizeFact());
        } else if (answer.outcome() instanceof Outcome.Miss miss) {
            if (!miss.expiredAge().isZero()) {
                info(request, answer, "EXPIRED", "age=" + LogLine.seconds(miss.expiredAge()));
            }
            missed(request, answer);
            if (miss.stored()) {
                info(request, answer, "SAVE", sizeFact(), lifetime);
            }
        } else if (answer.outcome() instanceof Outcome.Collapsed collapsed) {
            info(request, answer, "COLLAPSED", "waited=" + LogLine.seconds(collapsed.waited()));
        } else if (answer.outcome() instanceof Outcome.Bypassed bypassed) {
            bypassed(request, bypassed.forward());
        } else if (answer.outcome() instanceof Outcome.Failed failed) {
            bypassed(request, failed.forward());
        } else if (answer.outcome() instanceof Outcome.NotStored) {
            missed(request, answer);
        }
    }

    @Override
    public void broke(IdempotentRequest request, Throwable cause) {
        LOG.error(() -> "[" + request.requestId() + "] " + UnexpectedError.describe(cause));
    }

    private static void missed(IdempotentRequest request, Answer answer) {
        LOG.debug(() -> line(request, answer, "MISS"));
    }

    private static void bypassed(IdempotentRequest request, Forward forward) {
        forward.detail()
                .ifPresent(
                        reason -> LOG.info(() -> LogLine.of(request.requestId(), "CACHE BYPASS", "reason=" + reason)));
    }

    private static void info(IdempotentRequest request, Answer answer, String event, String... facts) {
        LOG.info(() -> line(request, answer, event, facts));
    }

    /** Only when it is written: each hit comes by here. */
    private static String line(IdempotentRequest request, Answer answer, String event, String... facts) {
        String start = "[" + answer.backend().tag() + "] " + LogLine.key(request);
        String[] all = Stream.concat(Stream.of(start), Stream.of(facts)).toArray(String[]::new);
        return LogLine.of(request.requestId(), "CACHE " + event, all);
    }

    private String sizeFact() {
        return "cache_size=" + size.value();
    }
}
