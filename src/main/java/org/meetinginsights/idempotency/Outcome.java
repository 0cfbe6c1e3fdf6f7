package org.meetinginsights.idempotency;

import java.time.Duration;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.PointerKey;
import org.meetinginsights.idempotency.store.Failure;

/** What became of a request. */
public sealed interface Outcome {

    /** Replayed from the store: nothing was paid. */
    record Hit(Envelope envelope) implements Outcome {
        @Override
        public String label() {
            return "hit";
        }
    }

    /**
     * The model was called.
     *
     * @param envelope the answer; another request's if that one was stored first
     * @param spent what our own call cost
     * @param forward why the store had no answer
     * @param expiredAge how old what had expired was; zero where nothing had
     * @param stored whether the store confirmed that it keeps our result
     */
    record Miss(Envelope envelope, Usage spent, Forward forward, Duration expiredAge, boolean stored)
            implements Outcome {
        @Override
        public String label() {
            return "miss";
        }
    }

    /** Waited for another request's call and shares its result: nothing was paid. */
    record Collapsed(Envelope envelope, Forward forward, Duration waited) implements Outcome {
        @Override
        public String label() {
            return "collapsed";
        }
    }

    /** The model was called, and the result is kept nowhere. */
    record Bypassed(Envelope envelope, Usage spent, Forward forward) implements Outcome {
        @Override
        public String label() {
            return "bypass";
        }
    }

    /**
     * There is no result.
     *
     * @param spent what our own call cost all the same
     * @param collapsed whether it is another request's failure that we waited for
     */
    record Failed(Failure failure, Usage spent, Forward forward, boolean collapsed, Duration waited)
            implements Outcome {
        @Override
        public String label() {
            return "failed";
        }
    }

    /**
     * Another request is still at it after the longest wait.
     *
     * @param retryAfter until that one's call ends at the latest
     */
    record InProgress(Duration retryAfter) implements Outcome {
        @Override
        public String label() {
            return "wait-timeout";
        }
    }

    /** Nothing is stored that would do, and the caller wanted nothing else. */
    record NotStored() implements Outcome {
        @Override
        public String label() {
            return "only-if-cached";
        }
    }

    /**
     * The caller's own key stands for another request. It is nobody else's outcome: who has another key, or none, tries
     * anew.
     *
     * @param key that was used again
     */
    record KeyReused(PointerKey key) implements Outcome {
        @Override
        public String label() {
            return "key-reused";
        }
    }

    /**
     * The payer may not have the model called right now. It is nobody else's outcome: another payer tries anew.
     *
     * @param payer who is charged for the calls of this request
     * @param retryAfter until there is a call for it
     */
    record RateLimited(String payer, Duration retryAfter) implements Outcome {
        @Override
        public String label() {
            return "rate-limited";
        }
    }

    /** How log lines name it. */
    String label();

    /** The same outcome as someone sees it who waited for it. */
    default Outcome sharedAfter(Duration waited, Forward forward) {
        if (this instanceof Miss miss) {
            return new Collapsed(miss.envelope(), forward, waited);
        }
        if (this instanceof Collapsed collapsed) {
            return new Collapsed(collapsed.envelope(), forward, waited);
        }
        if (this instanceof Failed failed) {
            return new Failed(failed.failure(), Usage.FREE, forward, true, waited);
        }
        return this;
    }
}
