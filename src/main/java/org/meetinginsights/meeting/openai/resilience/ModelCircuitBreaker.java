package org.meetinginsights.meeting.openai.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.meetinginsights.meeting.openai.error.ModelError;

/**
 * Stops calls to a model that is down: half of the last twenty attempts, and at least ten, were outages. After ten seconds
 * one call is let through as a probe, and its result decides about the others. Only an outage counts as a failure
 * ({@link ModelError#isOutage}): a server that refuses a request or answers it badly is up. A rate limit counts neither
 * way, because it has a delay of its own. Thread-safe.
 */
public final class ModelCircuitBreaker {

    public static final int MINIMUM_CALLS = 10;

    static final Duration OPEN = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(ModelCircuitBreaker.class.getName());

    private static final int WINDOW = 20;

    /** The end of a probe under way is not known. */
    private static final Duration WHILE_PROBING = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Consumer<Boolean> listener;
    private volatile Instant openUntil = Instant.EPOCH;

    /** @param listener is told on each change whether the circuit breaker is open */
    public ModelCircuitBreaker(Clock clock, Consumer<Boolean> listener) {
        this.clock = clock;
        this.listener = listener;
        breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(WINDOW, MINIMUM_CALLS, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        // The probe needs more than this to have passed, and a Retry-After ends at exactly that moment.
                        .waitDurationInOpenState(OPEN.minusMillis(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // The time limit of an attempt alone says what is slow.
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .recordException(thrown -> ModelError.of(thrown).isOutage())
                        .ignoreException(ModelCircuitBreaker::isIgnored)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    /** Makes the call, or fails at once with {@link #rejection()}. */
    <T> CompletionStage<T> execute(Supplier<CompletionStage<T>> call) {
        return breaker.executeCompletionStage(call);
    }

    public boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    public CallNotPermittedException rejection() {
        return CallNotPermittedException.createCallNotPermittedException(breaker);
    }

    /** The time until a call may be let through. */
    public Duration untilProbe() {
        Duration left = Duration.between(clock.instant(), openUntil);
        return left.compareTo(WHILE_PROBING) < 0 ? WHILE_PROBING : left;
    }

    private static boolean isIgnored(Throwable thrown) {
        ModelError error = ModelError.of(thrown);
        return error.isRateLimit() || error.isDeadlineExceeded() || error.isCircuitOpen() || error.isClientClosed();
    }

    private void changed(StateTransition transition) {
        State now = transition.getToState();
        if (now == State.OPEN) {
            openUntil = clock.instant().plus(OPEN);
        }
        listener.accept(now != State.CLOSED);
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
