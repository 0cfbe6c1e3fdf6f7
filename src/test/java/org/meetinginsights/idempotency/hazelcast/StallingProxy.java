package org.meetinginsights.idempotency.hazelcast;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Can stall as the way to a frozen member does: connections stay, and nothing comes through. Thread-safe. */
final class StallingProxy extends TcpProxy {

    private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

    private volatile CompletableFuture<Void> toMember = OPEN;
    private volatile CompletableFuture<Void> toCallers = OPEN;

    /** @param behind the member's port on this machine */
    StallingProxy(int behind) throws IOException {
        super(behind);
    }

    void stall() {
        toMember = new CompletableFuture<>();
        toCallers = new CompletableFuture<>();
    }

    /** The member hears what was said meanwhile; its answers stay on their way. */
    void deliver() {
        toMember.complete(null);
    }

    /** Callers lose their connections, and with them the answers; they may connect anew. */
    void cut() {
        cutCallers();
        toCallers.complete(null);
    }

    @Override
    void pass(Direction direction, byte[] buffer, int length) {
        (direction == Direction.TO_MEMBER ? toMember : toCallers).join();
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            toMember.complete(null);
            toCallers.complete(null);
        }
    }
}
