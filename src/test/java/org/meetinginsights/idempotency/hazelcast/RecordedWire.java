package org.meetinginsights.idempotency.hazelcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in front of a member and keeps a copy of every byte, in both directions. Thread-safe. */
final class RecordedWire implements AutoCloseable {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket front;
    private final int behind;

    /** @param behind the member's port on this machine */
    RecordedWire(int behind) throws IOException {
        this.behind = behind;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where others are to connect to. */
    String address() {
        return "127.0.0.1:" + front.getLocalPort();
    }

    /** Each byte as one character. */
    String text() {
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = opened(front.accept());
                Socket member = opened(new Socket(InetAddress.getLoopbackAddress(), behind));
                threads.execute(() -> copy(caller, member));
                threads.execute(() -> copy(member, caller));
            }
        } catch (IOException e) {
            close(); // It was closed, or the member is not there.
        }
    }

    private Socket opened(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                seen.write(buffer, 0, length);
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            front.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
