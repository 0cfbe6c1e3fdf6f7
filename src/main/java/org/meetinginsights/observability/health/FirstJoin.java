package org.meetinginsights.observability.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Backend;

/**
 * A node of a cluster is not ready before it has joined, because it would pay for what the others have stored. It waits for
 * at most ten seconds, because it must also start while the others are down. Thread-safe.
 */
public final class FirstJoin {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final Supplier<Backend> inForce;
    private final Clock clock;
    private final Instant until;
    private volatile boolean over;

    private FirstJoin(Supplier<Backend> inForce, Clock clock, Instant until) {
        this.inForce = inForce;
        this.clock = clock;
        this.until = until;
    }

    /** For a node of a cluster. */
    public static FirstJoin awaited(Supplier<Backend> inForce, Clock clock) {
        return new FirstJoin(inForce, clock, clock.instant().plus(MAX_WAIT));
    }

    /** For a node that is configured to be alone. */
    public static FirstJoin none() {
        return new FirstJoin(() -> Backend.MEMORY, Clock.systemUTC(), Instant.EPOCH);
    }

    boolean isAwaited() {
        if (!over) {
            over = inForce.get() != Backend.MEMORY || !clock.instant().isBefore(until);
        }
        return !over;
    }
}
