package org.meetinginsights.idempotency.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.meetinginsights.idempotency.CallBudget;

/**
 * So many calls per minute for each payer on this node: a bucket of that many tokens, which come back one by one. A payer
 * who has not been seen for a minute has a full bucket, so that it need not be kept; and there is an end to how many are.
 * Thread-safe.
 */
public final class RateLimit implements CallBudget {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Addresses are names that callers can have many of. */
    private static final int MOST_PAYERS = 10_000;

    private final int callsPerMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /** @param callsPerMinute 1 or more */
    public RateLimit(int callsPerMinute) {
        this(callsPerMinute, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(int callsPerMinute, TimeMeter time) {
        this.callsPerMinute = callsPerMinute;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_PAYERS)
                .expireAfterAccess(PERIOD)
                .ticker(time::currentTimeNanos)
                .build();
    }

    @Override
    public Optional<Duration> delay(String payer) {
        EstimationProbe probe = bucket(payer).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    @Override
    public Optional<Duration> take(String payer) {
        ConsumptionProbe probe = bucket(payer).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String payer) {
        return buckets.get(payer, first -> full());
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(callsPerMinute).refillGreedy(callsPerMinute, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }

    /** How many payers are remembered. */
    long payers() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
