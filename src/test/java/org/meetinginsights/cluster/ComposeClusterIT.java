package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.server.HazelcastMemberStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meetinginsights.deployment.ComposeFile;
import org.meetinginsights.idempotency.hazelcast.Ports;

/**
 * What the compose file gives to its containers, given to plain processes: the image's entry point and bare members. Names
 * and addresses of its networks become those of this machine's loopback interface, and nothing else changes.
 */
@Tag("matrix")
class ComposeClusterIT {

    private static final String RUN = "compose";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*)|:\\?[^}]*)}");
    private static final Duration START = Duration.ofSeconds(120);

    private final ComposeFile compose = ComposeFile.read();
    private final Model model = new Model("127.0.0.1");
    private final Map<String, String> dotEnv = Map.of(
            "OPENAI_API_KEY",
            "test",
            "OPENAI_BASE_URL",
            model.baseUrl().toString(),
            "CACHE_ENCRYPTION_KEY",
            Base64.getEncoder().encodeToString(new byte[32]),
            // The key is "test".
            "API_KEYS",
            "acme:caller:test:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    private final int[] ports = {Ports.free(), Ports.free()};
    private final int[] amongMembers = {Ports.free(), Ports.free()};
    private final int http = Ports.free();
    private final URI base = URI.create("http://127.0.0.1:" + http + "/");
    private final List<ServerProcess> members = List.of(member(1), member(2));
    private final ServerProcess node = node(dotEnv);

    @AfterEach
    void nothingIsLeft() {
        end(node);
        members.forEach(ServerProcess::close);
        model.close();
    }

    @Test
    void aNodeJoinsTheMembersAndPaysOnce() {
        members.forEach(ServerProcess::start);
        node.start();
        await().atMost(START).until(() -> isReady() && printed("hazelcast client members=2"));
        // On a busy machine a node may go on alone in its first seconds; that is allowed, and not what this is about.
        await().atMost(START).until(this::isServedByTheMembers);

        String request = Meeting.request(Meeting.fresh("composed"));
        HttpResponse<String> first = extract(request);
        HttpResponse<String> second = extract(request);

        assertThat(first.headers().firstValue("Cache-Status"))
                .hasValue("MeetingInsights; fwd=uri-miss; stored; ttl=86400");
        assertThat(second.headers().firstValue("Cache-Status"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("MeetingInsights; hit; ttl="));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Http.post(base.resolve("extract"), request).join().statusCode())
                .as("without a key")
                .isEqualTo(401);
        assertThat(node.stop(START)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aContainerThatIsNotToldAKeyEndsAndSaysWhy() {
        Map<String, String> forgotten = new TreeMap<>(dotEnv);
        forgotten.put("OPENAI_API_KEY", "");

        ServerProcess container = node(forgotten);
        try {
            container.start();
            await().atMost(START).until(() -> !container.isRunning());
            assertThat(container.printed())
                    .contains("The configuration key ANALYST has the value \"openai\"")
                    .contains("The application did not start");
        } finally {
            end(container);
        }
    }

    /** Not by a kill: the entry point would be gone and its server would stay. */
    private static void end(ServerProcess container) {
        if (container.isRunning()) {
            container.stop(START);
        }
    }

    private ServerProcess member(int number) {
        Map<String, String> environment = onThisMachine("hazelcast-" + number, dotEnv);
        environment.put("HZ_CLUSTERNAME", environment.get("HZ_CLUSTERNAME") + ports[0]);
        environment.put(
                "HZ_ADVANCEDNETWORK_CLIENTSERVERSOCKETENDPOINTCONFIG_PORT_PORT", Integer.toString(ports[number - 1]));
        environment.put(
                "HZ_ADVANCEDNETWORK_MEMBERSERVERSOCKETENDPOINTCONFIG_PORT_PORT",
                Integer.toString(amongMembers[number - 1]));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dhazelcast.config=src/main/hazelcast/hazelcast.yaml",
                "-cp",
                jar(),
                HazelcastMemberStarter.class.getName());
        return new ServerProcess(command, environment, Commands.log(RUN, "hazelcast-" + number));
    }

    private static String jar() {
        return HazelcastMemberStarter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private ServerProcess node(Map<String, String> variables) {
        Map<String, String> environment = onThisMachine("app-1", variables);
        environment.put("HAZELCAST_CLUSTER_NAME", environment.get("HAZELCAST_CLUSTER_NAME") + ports[0]);
        environment.put("HTTP_HOST", base.getHost());
        environment.put("HTTP_PORT", Integer.toString(http));
        Path output = Path.of("target", "cluster", RUN, "output").toAbsolutePath();
        environment.put("WLP_OUTPUT_DIR", output.toString());
        environment.put("LOG_DIR", directory(output.resolve("logs")).toString());
        environment.put("PATH", Path.of(System.getProperty("wlp.home"), "bin") + ":" + System.getenv("PATH"));
        return new ServerProcess(
                List.of(Path.of("src/main/docker/entrypoint.sh")
                        .toAbsolutePath()
                        .toString()),
                environment,
                Commands.log(RUN, "app-" + variables.hashCode()));
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> onThisMachine(String service, Map<String, String> variables) {
        Map<String, String> environment = new TreeMap<>();
        compose.environment(service).forEach((key, value) -> {
            String here = VARIABLE.matcher(value)
                    .replaceAll(match ->
                            variables.getOrDefault(match.group(1), match.group(2) == null ? "" : match.group(2)));
            environment.put(
                    key,
                    here.replace("172.30.57.*", "127.0.0.*")
                            .replace("hazelcast-1:5701", "127.0.0.1:" + ports[0])
                            .replace("hazelcast-2:5701", "127.0.0.1:" + ports[1])
                            .replace("hazelcast-1:5702", "127.0.0.1:" + amongMembers[0])
                            .replace("hazelcast-2:5702", "127.0.0.1:" + amongMembers[1]));
        });
        return environment;
    }

    private boolean isReady() {
        return Http.get(base.resolve("health/ready"))
                .filter(response -> response.statusCode() == 200)
                .isPresent();
    }

    private boolean isServedByTheMembers() {
        return extract(Meeting.request(Meeting.fresh("warm-up")))
                .headers()
                .firstValue("Cache-Status")
                .filter(status -> !status.contains("LOCAL"))
                .isPresent();
    }

    private HttpResponse<String> extract(String request) {
        return Http.post(base.resolve("extract"), request, "Authorization", "Bearer test")
                .join();
    }

    private boolean printed(String text) {
        return node.printed().contains(text);
    }
}
