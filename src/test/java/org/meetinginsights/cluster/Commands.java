package org.meetinginsights.cluster;

import com.hazelcast.core.server.HazelcastMemberStarter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands of the documentation. */
final class Commands {

    private static final Path DIRECTORY = Path.of("target", "cluster").toAbsolutePath();

    /** Nodes of one name may run in tests that run at the same time. */
    private static final Path OUTPUT = DIRECTORY.resolve("output-" + Integer.getInteger("fork", 1));

    private static final String CONFIGURATION = "src/main/hazelcast/hazelcast.yaml";

    /** Many servers on few cores: the optimising compiler takes most of a start and pays off after minutes only. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Commands() {}

    /**
     * {@code WLP_OUTPUT_DIR=… HTTP_PORT=… target/liberty/wlp/bin/server run}. The script becomes the Java process, so
     * signals reach that.
     *
     * @param name of the directory that it writes to
     * @param log for what it prints
     * @param within what the command runs in, as in {@code ip netns exec x}; mostly nothing
     */
    static ServerProcess node(String name, Path log, List<String> within, Map<String, String> environment) {
        List<String> command = new ArrayList<>(within);
        command.add(Path.of(System.getProperty("wlp.home"), "bin", "server").toString());
        command.add("run");
        Map<String, String> all = new HashMap<>(environment);
        // Kept from start to start: the second one is three times as quick.
        all.put("WLP_OUTPUT_DIR", OUTPUT.resolve(name).toString());
        all.put("JVM_ARGS", QUICK_START);
        return new ServerProcess(command, all, log);
    }

    /** {@code java -cp hazelcast.jar -Dhazelcast.config=… com.hazelcast.core.server.HazelcastMemberStarter}. */
    static ServerProcess hazelcast(
            Path log, String clusterName, String address, int port, int memberPort, String members) {
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        QUICK_START,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        jar(),
                        "-Dhazelcast.config=" + CONFIGURATION,
                        HazelcastMemberStarter.class.getName())
                .toList();
        String forNodes = "HZ_ADVANCEDNETWORK_CLIENTSERVERSOCKETENDPOINTCONFIG_";
        String forMembers = "HZ_ADVANCEDNETWORK_MEMBERSERVERSOCKETENDPOINTCONFIG_";
        Map<String, String> environment = Map.of(
                "HZ_CLUSTERNAME",
                clusterName,
                forNodes + "INTERFACES_INTERFACES_0",
                address,
                forNodes + "PORT_PORT",
                Integer.toString(port),
                forMembers + "INTERFACES_INTERFACES_0",
                address,
                forMembers + "PORT_PORT",
                Integer.toString(memberPort),
                "HZ_ADVANCEDNETWORK_JOIN_TCPIP_MEMBERS",
                members);
        return new ServerProcess(command, environment, log);
    }

    private static String jar() {
        try {
            return Path.of(HazelcastMemberStarter.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file for what a process of a run prints. */
    static Path log(String run, String name) {
        return DIRECTORY.resolve(run).resolve(name + ".log");
    }
}
