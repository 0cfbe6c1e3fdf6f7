package org.meetinginsights.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace for each node, with two cables: one to the other nodes, which can be cut, and one for requests and
 * the model, which stays. The nodes' own addresses are loopback addresses, because a node without a key for encryption
 * listens on nothing else; the kernel is told to let them pass. Needs root and iproute2.
 */
final class SplitNetwork implements Network, AutoCloseable {

    private static final String DATA = "mi-data";
    private static final String CONTROL = "mi-control";
    private static final String DATA_NET = "127.77.0.";
    private static final String CONTROL_NET = "10.77.0.";
    private static final int SELF = 254;

    private final int nodes;
    private final Thread atExit = new Thread(this::remove);

    private SplitNetwork(int nodes) {
        this.nodes = nodes;
    }

    static SplitNetwork of(int nodes) {
        SplitNetwork network = new SplitNetwork(nodes);
        Runtime.getRuntime().addShutdownHook(network.atExit);
        network.remove();
        network.build();
        return network;
    }

    /** Why there can be none here, if so. */
    static Optional<String> obstacle() {
        try {
            SplitNetwork attempt = new SplitNetwork(1);
            attempt.remove();
            attempt.build();
            attempt.remove();
            return Optional.empty();
        } catch (IllegalStateException | UncheckedIOException e) {
            return Optional.of("no network namespaces: " + e.getMessage());
        }
    }

    @Override
    public Place node(int index) {
        return new Place(
                List.of("ip", "netns", "exec", namespace(index)), CONTROL_NET + (index + 1), DATA_NET + (index + 1));
    }

    @Override
    public String model() {
        return CONTROL_NET + SELF;
    }

    /** From now on nothing passes between this node and the others, and nobody is told. */
    void cut(int index) {
        ip("link set " + port(DATA, index) + " down");
    }

    void mend(int index) {
        ip("link set " + port(DATA, index) + " up");
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void build() {
        for (String bridge : List.of(DATA, CONTROL)) {
            ip("link add " + bridge + " type bridge");
            ip("link set " + bridge + " up");
        }
        ip("addr add " + CONTROL_NET + SELF + "/24 dev " + CONTROL);
        for (int i = 0; i < nodes; i++) {
            ip("netns add " + namespace(i));
            ip("-n " + namespace(i) + " link set lo up");
            connect(i, DATA, "d0");
            connect(i, CONTROL, "c0");
            ip("netns exec " + namespace(i) + " sysctl -qw net.ipv4.conf.d0.route_localnet=1");
            ip("-n " + namespace(i) + " addr add " + DATA_NET + (i + 1) + "/32 dev d0");
            ip("-n " + namespace(i) + " addr add " + CONTROL_NET + (i + 1) + "/24 dev c0");
            // Before the rule that keeps everything that starts with 127 inside.
            ip("-n " + namespace(i) + " route add " + DATA_NET + "0/24 dev d0 table local src " + DATA_NET + (i + 1));
        }
    }

    private void connect(int index, String bridge, String name) {
        String port = port(bridge, index);
        ip("link add " + port + " type veth peer name " + name + " netns " + namespace(index));
        ip("link set " + port + " master " + bridge);
        ip("link set " + port + " up");
        ip("-n " + namespace(index) + " link set " + name + " up");
    }

    /** What is there of it, also of an earlier run. */
    private void remove() {
        for (int i = 0; i < nodes; i++) {
            attempt("netns del " + namespace(i));
        }
        attempt("link del " + DATA);
        attempt("link del " + CONTROL);
    }

    private static String namespace(int index) {
        return "mi-node-" + (index + 1);
    }

    private static String port(String bridge, int index) {
        return bridge + "-" + (index + 1);
    }

    private static void ip(String arguments) {
        String complaint = attempt(arguments);
        if (!complaint.isEmpty()) {
            throw new IllegalStateException("ip " + arguments + ": " + complaint);
        }
    }

    /** What the command complains about; nothing if it worked. */
    private static String attempt(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? "" : "failed " + output;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
