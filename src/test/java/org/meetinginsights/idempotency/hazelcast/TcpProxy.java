package org.meetinginsights.idempotency.hazelcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a member: stands in front of it and passes on what comes, in both directions. Thread-safe. */
abstract class TcpProxy implements AutoCloseable {

    /** Which way something goes. */
    enum Direction {
        TO_MEMBER,
        TO_CALLER
    }

    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final List<Socket> members = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket front;
    private final int behind;

    /** @param behind the member's port on this machine */
    TcpProxy(int behind) throws IOException {
        this.behind = behind;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Is given what is passed on when this returns. */
    abstract void pass(Direction direction, byte[] buffer, int length);

    /** Where callers are to connect to. */
    String address() {
        return "127.0.0.1:" + front.getLocalPort();
    }

    void cutCallers() {
        close(callers);
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = front.accept();
                callers.add(caller);
                Socket member = new Socket(InetAddress.getLoopbackAddress(), behind);
                members.add(member);
                threads.execute(() -> copy(Direction.TO_MEMBER, caller, member));
                threads.execute(() -> copy(Direction.TO_CALLER, member, caller));
            }
        } catch (IOException e) {
            close(); // It was closed, or the member is not there.
        }
    }

    private void copy(Direction direction, Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                pass(direction, buffer, length);
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    private static void close(List<Socket> sockets) {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close(callers);
        close(members);
    }
}
