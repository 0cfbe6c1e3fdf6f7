package org.meetinginsights.cluster;

import com.hazelcast.core.server.HazelcastMemberStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands of the documentation. */
final class Commands {

    private static final Path DIRECTORY = Path.of("target", "cluster").toAbsolutePath();
    private static final String CONFIGURATION = "src/test/hazelcast/hazelcast.yaml";

    /** Many servers on few cores: the optimising compiler takes most of a start and pays off after minutes only. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Commands() {}

    /**
     * {@code WLP_OUTPUT_DIR=… HTTP_PORT=… target/liberty/wlp/bin/server run}. The script becomes the Java process, so
     * signals reach that.
     *
     * @param within what the command runs in, as in {@code ip netns exec x}; mostly nothing
     */
    static ServerProcess node(String name, List<String> within, Map<String, String> environment) {
        List<String> command = new ArrayList<>(within);
        command.add(Path.of(System.getProperty("wlp.home"), "bin", "server").toString());
        command.add("run");
        Map<String, String> all = new HashMap<>(environment);
        // Kept from start to start: the second one is three times as quick.
        all.put("WLP_OUTPUT_DIR", DIRECTORY.resolve(name).toString());
        all.put("JVM_ARGS", QUICK_START);
        return new ServerProcess(command, all, log(name));
    }

    /** {@code java -cp hazelcast.jar -Dhazelcast.config=… com.hazelcast.core.server.HazelcastMemberStarter}. */
    static ServerProcess hazelcast(String name, String clusterName, String address, int port, String members) {
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        QUICK_START,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        jar(),
                        "-Dhazelcast.config=" + CONFIGURATION,
                        "-DHAZELCAST_CLUSTER_NAME=" + clusterName,
                        "-DHAZELCAST_INTERFACE=" + address,
                        "-DHAZELCAST_PORT=" + port,
                        "-DHAZELCAST_MEMBERS=" + members,
                        HazelcastMemberStarter.class.getName())
                .toList();
        return new ServerProcess(command, Map.of(), log(name));
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

    /** Empty: what an earlier run printed would be taken for this one's. */
    private static Path log(String name) {
        Path log = DIRECTORY.resolve("logs").resolve(name + ".log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }
}
