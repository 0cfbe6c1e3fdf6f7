package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/** A bare member with the project's configuration file and no class of the project. For one thread. */
final class HazelcastServer implements Member {

    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration STOP = Duration.ofSeconds(40);

    private final String address;
    private final int port;
    private final ServerProcess process;

    /**
     * @param port for nodes
     * @param memberPort for the other servers
     * @param members the servers, each with its port for the others
     */
    HazelcastServer(Path log, String clusterName, String address, int port, int memberPort, String members) {
        this.address = address;
        this.port = port;
        this.process = Commands.hazelcast(log, clusterName, address, port, memberPort, members);
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void awaitReady() {
        await("port " + port).atMost(START).until(this::accepts);
    }

    @Override
    public Duration stop() {
        return process.stop(STOP);
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
