package org.meetinginsights.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meetinginsights.idempotency.hazelcast.Ports;

/** Nodes that share their results, the Hazelcast servers if they need any, and the model they pay. For one thread. */
final class Cluster implements AutoCloseable {

    private static final String LOOPBACK_ADDRESS = "127.0.0.1";

    private final String run;
    private final Mode mode;
    private final Network network;
    private final Model model;
    private final List<HazelcastServer> servers = new ArrayList<>();
    private final List<LibertyNode> nodes = new ArrayList<>();

    private Cluster(String run, Mode mode, Network network) {
        this.run = run;
        this.mode = mode;
        this.network = network;
        this.model = new Model(network.model());
    }

    /**
     * @param run a directory's name for what the processes print
     * @param servers of Hazelcast, in client mode
     */
    static Cluster start(String run, Mode mode, int nodes, int servers) {
        return start(run, mode, nodes, servers, Network.LOOPBACK);
    }

    /** @param network where the nodes are; servers are on the loopback interface */
    static Cluster start(String run, Mode mode, int nodes, int servers, Network network) {
        Cluster cluster = new Cluster(run, mode, network);
        try {
            cluster.assemble(nodes, mode == Mode.CLIENT ? servers : 0);
            cluster.all().forEach(Member::start);
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    Mode mode() {
        return mode;
    }

    Model model() {
        return model;
    }

    List<LibertyNode> nodes() {
        return List.copyOf(nodes);
    }

    List<HazelcastServer> servers() {
        return List.copyOf(servers);
    }

    /** Starts what does not run, and waits until all know each other and have had the time to copy to each other. */
    void heal() {
        all().stream().filter(member -> !member.process().isRunning()).forEach(Member::start);
        awaitWhole();
    }

    /** Between tests: nothing is to be waited for where the one before has left it whole. */
    void ensureWhole() {
        if (!isWhole()) {
            heal();
        }
    }

    /** Until every node is ready and sees all of the cluster, and that has stayed so long enough to copy to each other. */
    void awaitWhole() {
        all().forEach(Member::awaitReady);
        await("a whole cluster").atMost(90, SECONDS).during(2, SECONDS).until(this::isWhole);
    }

    /** How many members nodes are to see when this one is gone. */
    int membersWithout(Member gone) {
        return Math.toIntExact(
                members().stream().filter(member -> member != gone).count());
    }

    private List<? extends Member> members() {
        return mode == Mode.CLIENT ? servers : nodes;
    }

    boolean isWhole() {
        int size = members().size();
        return nodes.stream().allMatch(node -> node.backend().equals(mode.label()) && node.clusterSize() == size);
    }

    @Override
    public void close() {
        all().forEach(member -> member.process().close());
        model.close();
    }

    private List<Member> all() {
        List<Member> all = new ArrayList<>(servers);
        all.addAll(nodes);
        return all;
    }

    private void assemble(int nodeCount, int serverCount) {
        String name = "test-" + UUID.randomUUID();
        List<Integer> ports = ports(Math.max(nodeCount, serverCount));
        List<Integer> amongServers = ports(serverCount);
        String members = mode == Mode.CLIENT
                ? members(serverCount, i -> LOOPBACK_ADDRESS, ports)
                : members(nodeCount, i -> network.node(i).hazelcast(), ports);
        for (int i = 0; i < serverCount; i++) {
            Path log = Commands.log(run, "server-" + (i + 1));
            String others = members(serverCount, server -> LOOPBACK_ADDRESS, amongServers);
            servers.add(new HazelcastServer(log, name, LOOPBACK_ADDRESS, ports.get(i), amongServers.get(i), others));
        }
        for (int i = 0; i < nodeCount; i++) {
            String node = "node-" + (i + 1);
            // In client mode the port is not listened on.
            Map<String, String> environment = environment(name, ports.get(i), members);
            // Tells the model who calls.
            environment.put("OPENAI_API_KEY", node);
            nodes.add(new LibertyNode(run, node, network.node(i), environment));
        }
    }

    private static List<Integer> ports(int count) {
        return IntStream.range(0, count).mapToObj(i -> Ports.free()).toList();
    }

    private static String members(int count, IntFunction<String> address, List<Integer> ports) {
        return IntStream.range(0, count)
                .mapToObj(i -> address.apply(i) + ":" + ports.get(i))
                .collect(Collectors.joining(","));
    }

    private Map<String, String> environment(String name, int port, String members) {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENAI_BASE_URL", model.baseUrl().toString());
        // One call is one call: where it fails, that is what the waiters are to share.
        environment.put("OPENAI_MAX_RETRIES", "0");
        // Longer than a stopping server waits for a caller.
        environment.put("OPENAI_TIMEOUT_SECONDS", "45");
        environment.put("CACHE_BACKEND", mode.label());
        environment.put("HAZELCAST_CLUSTER_NAME", name);
        environment.put("HAZELCAST_PORT", Integer.toString(port));
        environment.put("HAZELCAST_MEMBERS", members);
        return environment;
    }
}
