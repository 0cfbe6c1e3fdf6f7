package org.meetinginsights.idempotency.hazelcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine's loopback address for servers that end and come back on the same one.
 *
 * <p>They are below the range that the system gives to outgoing connections. From that range, a member that tries to
 * reach one that has just ended may be given the very port that it connects to. It is then connected to itself, takes
 * that address for its own, and the port stays taken.
 */
public final class Ports {

    private static final int FIRST = 20_000;

    /** Each virtual machine that runs tests has its own ports. */
    private static final int OF_EACH_FORK = 3_000;

    private static final int START = FIRST + (Integer.getInteger("fork", 1) - 1) % 4 * OF_EACH_FORK;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** One that nobody listens on, and that nobody else was given. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(START, START + OF_EACH_FORK);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = taken(port)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on a port until it is closed. */
    public static ServerSocket taken(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
