package org.meetinginsights.idempotency.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Signs that a cluster is busy with itself, or this node with its calls: its members have just changed, it takes long even for
 * a probe that any member may answer, or its answers come but are slow. A member that merely freezes is no such sign: it does
 * not answer at all, and the others answer at once. Thread-safe.
 */
final class Bustle {

    /** A probe or an answer that takes longer meets a cluster that is busy, and not one of whose members one is frozen. */
    static final Duration QUICK = Duration.ofMillis(50);

    /** How long after a change of its members a cluster may still be busy with itself. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(5);

    /** How long one slow answer says that the next ones may be slow too. */
    private static final Duration SLOWNESS_LASTS = Duration.ofSeconds(1);

    private final Clock clock;
    private volatile boolean probing;
    private volatile Instant changedAt = Instant.EPOCH;
    private volatile Instant probedAt = Instant.EPOCH;
    private volatile Instant slowProbeAt = Instant.EPOCH;
    private volatile Instant slowAnswerAt = Instant.EPOCH;
    private volatile Instant lateAnswerAt = Instant.EPOCH;

    Bustle(Clock clock) {
        this.clock = clock;
    }

    boolean isSeen() {
        return isWithin(SETTLES_WITHIN, changedAt)
                || isWithin(SETTLES_WITHIN, slowProbeAt)
                || probing && isProbeSlow()
                || isWithin(SLOWNESS_LASTS, slowAnswerAt);
    }

    /** Whether answers still come, slow as they are, and nobody has come or gone: whoever waits only waits for a turn. */
    boolean isCrowdServed() {
        return !isWithin(SETTLES_WITHIN, changedAt)
                && (isWithin(SLOWNESS_LASTS, slowAnswerAt) || isWithin(SLOWNESS_LASTS, lateAnswerAt));
    }

    /** Others have come or gone. */
    void membersChange() {
        changedAt = clock.instant();
    }

    /** There is one at a time. */
    void probeBegins() {
        probedAt = clock.instant();
        probing = true;
    }

    /** Whether or not it was answered. */
    void probeEnds() {
        probing = false;
        if (isProbeSlow()) {
            slowProbeAt = clock.instant();
        }
    }

    /** What took longer than a request waits is no sign of it by itself: that is how a claim comes whose backup is frozen. */
    void answerCame(Instant askedAt) {
        if (!isWithin(Patience.OF_A_REQUEST, askedAt)) {
            lateAnswerAt = clock.instant();
        } else if (!isWithin(QUICK, askedAt)) {
            slowAnswerAt = clock.instant();
        }
    }

    private boolean isProbeSlow() {
        return !isWithin(QUICK, probedAt);
    }

    private boolean isWithin(Duration past, Instant event) {
        return clock.instant().minus(past).isBefore(event);
    }
}
