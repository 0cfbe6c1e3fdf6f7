package org.meetinginsights.admission;

/** What one piece of work holds of a {@link FairShare}. It grows and shrinks with the work. Thread-safe. */
public final class Charge implements AutoCloseable {

    private final FairShare share;
    private final String payer;
    private long amount;
    private boolean closed;

    Charge(FairShare share, String payer) {
        this.share = share;
        this.payer = payer;
    }

    /**
     * Holds this amount from now on; less is always possible.
     *
     * @return false if there is not as much, or the payer has its share; it then holds what it held before. Always false
     *     after {@link #close}
     */
    public synchronized boolean tryResize(long wanted) {
        if (closed) {
            return false;
        }
        if (wanted > amount && !share.tryAcquire(payer, wanted - amount)) {
            return false;
        }
        if (wanted < amount) {
            share.release(payer, amount - wanted);
        }
        amount = wanted;
        return true;
    }

    /** Gives everything back. May be called again. */
    @Override
    public synchronized void close() {
        if (!closed) {
            tryResize(0);
            closed = true;
        }
    }
}
