package org.meetinginsights.idempotency.hazelcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The way to a member, which can fall silent as that to a frozen one does: connections stay, and nothing comes through. Thread-safe. */
final class SilentWire implements AutoCloseable {

    private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final List<Socket> members = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket front;
    private final int behind;
    private volatile CompletableFuture<Void> toMember = OPEN;
    private volatile CompletableFuture<Void> toCallers = OPEN;

    /** @param behind the member's port on this machine */
    SilentWire(int behind) throws IOException {
        this.behind = behind;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where callers are to connect to. */
    String address() {
        return "127.0.0.1:" + front.getLocalPort();
    }

    void fallSilent() {
        toMember = new CompletableFuture<>();
        toCallers = new CompletableFuture<>();
    }

    /** The member hears what was said meanwhile; its answers stay on their way. */
    void deliver() {
        toMember.complete(null);
    }

    /** Callers lose their connections, and with them the answers; they may connect anew. */
    void cut() throws IOException {
        close(callers);
        toCallers.complete(null);
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = front.accept();
                Socket member = new Socket(InetAddress.getLoopbackAddress(), behind);
                callers.add(caller);
                members.add(member);
                threads.execute(() -> copy(caller, member, () -> toMember));
                threads.execute(() -> copy(member, caller, () -> toCallers));
            }
        } catch (IOException e) {
            // It was closed, or the member is not there.
        }
    }

    private static void copy(Socket from, Socket to, Supplier<CompletableFuture<Void>> open) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                open.get().join();
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            front.close();
            close(callers);
            close(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            toMember.complete(null);
            toCallers.complete(null);
        }
    }
}
