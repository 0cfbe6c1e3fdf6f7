package org.meetinginsights.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.meetinginsights.idempotency.store.Backend;

/**
 * A node that shall share its cache is not ready before it does: it would call for what others have stored. It waits ten
 * seconds at most, because it must also start where the others are away. Thread-safe.
 */
public final class FirstJoin {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Supplier<Backend> inForce;
    private final Clock clock;
    private final Instant until;
    private volatile boolean over;

    private FirstJoin(Supplier<Backend> inForce, Clock clock, Instant until) {
        this.inForce = inForce;
        this.clock = clock;
        this.until = until;
    }

    /** For a node that shares its cache with others. */
    public static FirstJoin awaited(Supplier<Backend> inForce, Clock clock) {
        return new FirstJoin(inForce, clock, clock.instant().plus(LONGEST_WAIT));
    }

    /** For a node that is alone by its configuration. */
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
