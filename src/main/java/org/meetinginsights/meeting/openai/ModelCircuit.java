package org.meetinginsights.meeting.openai;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Stops asking a model that is away: half of the last twenty attempts, and of ten at least, were outages. After ten seconds
 * one call is let through; its end says whether the others follow. Only outages count, see {@link ThrownFault#isOutage}:
 * whoever refuses a request or answers it badly is there. A rate limit counts neither way: it has a time of its own.
 * Thread-safe.
 */
final class ModelCircuit {

    static final int WINDOW = 20;
    static final int AT_LEAST = 10;
    static final Duration OPEN = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(ModelCircuit.class.getName());

    /** Who comes while the probe is under way: it knows no time of its own. */
    private static final Duration WHILE_PROBING = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Clock clock;
    private final ModelCallListener listener;
    private volatile Instant openUntil = Instant.EPOCH;

    ModelCircuit(Clock clock, ModelCallListener listener) {
        this.clock = clock;
        this.listener = listener;
        breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(WINDOW, AT_LEAST, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        // More than that must have passed, and who waits as told comes at the very moment.
                        .waitDurationInOpenState(OPEN.minusMillis(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // Slow is what the time limit of an attempt says, and nothing else.
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .recordException(thrown -> ThrownFault.of(thrown).isOutage())
                        .ignoreException(ModelCircuit::saysNothing)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    /** Makes the call, or fails at once. */
    <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        return breaker.executeCompletionStage(call);
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    /** When asking makes sense again. */
    Duration untilProbe() {
        Duration left = Duration.between(clock.instant(), openUntil);
        return left.compareTo(WHILE_PROBING) < 0 ? WHILE_PROBING : left;
    }

    private static boolean saysNothing(Throwable thrown) {
        ThrownFault fault = ThrownFault.of(thrown);
        return fault.isRateLimit() || fault.isPastTheDeadline() || fault.isOpenCircuit() || fault.isClosed();
    }

    private void changed(StateTransition transition) {
        State now = transition.getToState();
        if (now == State.OPEN) {
            openUntil = clock.instant().plus(OPEN);
        }
        listener.circuit(now != State.CLOSED);
        LOG.log(
                now == State.OPEN ? Level.WARNING : Level.INFO,
                "[MODEL CIRCUIT] {0} | was={1}",
                label(now),
                label(transition.getFromState()));
    }

    private static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
