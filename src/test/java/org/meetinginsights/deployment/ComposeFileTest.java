package org.meetinginsights.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody here can run {@code docker compose}, so the file is held to what it has to say. */
class ComposeFileTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
    private static final Pattern SECRET = Pattern.compile("KEY|SECRET|PASSWORD|TOKEN");
    private static final List<String> NODES = List.of("app-1", "app-2");
    private static final List<String> MEMBERS = List.of("hazelcast-1", "hazelcast-2");

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void itIsWhatTheComposeSpecificationAllows() {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(
                        Path.of("src/test/resources/compose/compose-spec.json").toUri());

        assertThat(schema.validate(compose.root())).isEmpty();
        assertThat(schema.validate("{\"services\": {\"app\": {\"prots\": [\"1:1\"]}}}", InputFormat.JSON))
                .as("the schema finds a mistake")
                .isNotEmpty();
    }

    @Test
    void onlyTheLoadBalancerCanBeReachedFromOutsideAndOnlyFromThisMachine() {
        compose.services().forEach((name, service) -> {
            assertThat(service.has("network_mode")).as(name).isFalse();
            if (!name.equals("load-balancer")) {
                assertThat(service.has("ports")).as(name).isFalse();
            }
        });
        assertThat(compose.list("load-balancer", "ports"))
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void theMembersAreInANetworkOfTheirOwnThatLeadsNowhere() {
        assertThat(compose.root().at("/networks/cache/internal").asBoolean()).isTrue();
        MEMBERS.forEach(member ->
                assertThat(compose.list(member, "networks")).as(member).containsExactly("cache"));
        assertThat(compose.list("load-balancer", "networks")).doesNotContain("cache");
    }

    @Test
    void membersListenInTheirNetworkOnly() {
        String subnet =
                compose.root().at("/networks/cache/ipam/config/0/subnet").asText();

        MEMBERS.forEach(member -> assertThat(compose.environment(member).entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("_INTERFACES_INTERFACES_0")))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.getValue()).isEqualTo(subnet.replace(".0/24", ".*"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hazelcast-1", "hazelcast-2"})
    void aMemberIsToldWithNamesThatItsFileExplains(String member) {
        String file = ComposeFile.text(Path.of("src/main/hazelcast/hazelcast.yaml"));

        assertThat(compose.environment(member).keySet().stream().filter(key -> key.startsWith("HZ_")))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(file).contains(key));
    }

    @Test
    void everybodyMeansTheSameCluster() {
        NODES.forEach(node -> MEMBERS.forEach(member -> {
            Map<String, String> ofNode = compose.environment(node);
            Map<String, String> ofMember = compose.environment(member);
            assertThat(ofNode.get("HAZELCAST_CLUSTER_NAME")).isEqualTo(ofMember.get("HZ_CLUSTERNAME"));
            assertThat(ofNode.get("HAZELCAST_MEMBERS")).isEqualTo(listOfMembers(5_701));
            assertThat(ofMember.get("HZ_ADVANCEDNETWORK_JOIN_TCPIP_MEMBERS")).isEqualTo(listOfMembers(5_702));
        }));
    }

    private static String listOfMembers(int port) {
        return MEMBERS.stream().map(name -> name + ":" + port).collect(Collectors.joining(","));
    }

    /** Else a node would be named by its container's id where an erase did not reach it, and each new container be another node. */
    @Test
    void everyNodeAndMemberKeepsItsNameWhenItsContainerIsMadeAnew() {
        Stream.concat(NODES.stream(), MEMBERS.stream())
                .forEach(name -> assertThat(
                                compose.service(name).path("hostname").asText())
                        .isEqualTo(name));
    }

    @Test
    void noSecretStandsInIt() {
        compose.services()
                .keySet()
                .forEach(service -> compose.environment(service).forEach((key, value) -> {
                    if (SECRET.matcher(key).find()) {
                        assertThat(value).as(key).matches("\\$\\{[A-Z_]+(:\\?[^}]*|:-)}");
                    }
                }));
    }

    @Test
    void everyVariableThatItReadsIsInTheExampleAndTheExampleHasNoSecret() {
        String example = ComposeFile.text(Path.of(".env.example"));
        Set<String> read = VARIABLE.matcher(ComposeFile.text(Path.of("docker-compose.yml")))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());

        assertThat(read).allSatisfy(name -> assertThat(example).containsPattern("(?m)^#?" + name + "="));
        Matcher set = Pattern.compile("(?m)^([A-Z_]+)=(.*)$").matcher(example);
        assertThat(set.results().map(line -> line.group(1) + "=" + line.group(2)))
                .containsExactlyInAnyOrder("OPENAI_API_KEY=", "CACHE_ENCRYPTION_KEY=", "API_KEYS=");
        assertThat(ComposeFile.text(Path.of(".gitignore")).lines()).contains(".env");
    }

    @Test
    void nobodyGetsInWithoutAKey() {
        NODES.forEach(node -> assertThat(compose.environment(node))
                .hasEntrySatisfying("API_KEYS", value -> assertThat(value).startsWith("${API_KEYS:?"))
                .doesNotContainKey("ALLOW_ANONYMOUS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-1", "app-2"})
    void aNodeIsToldOnlyWhatTheConfigurationGuideExplains(String node) {
        String guide = ComposeFile.text(Path.of("docs/configuration.md"));

        assertThat(compose.environment(node))
                .containsEntry("ANALYST", "openai")
                .containsEntry("CACHE_BACKEND", "client");
        assertThat(compose.environment(node).keySet())
                .allSatisfy(key -> assertThat(guide).containsPattern("\\| .*`" + key + "`.* \\|"));
    }

    @Test
    void everyImageHasItsVersionAndNobodyIsRootOrCanBecomeIt() {
        compose.services().forEach((name, service) -> {
            assertThat(service.path("image").asText()).as(name).matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+.*");
            assertThat(service.path("cap_drop").path(0).asText()).as(name).isEqualTo("ALL");
            assertThat(service.path("security_opt").path(0).asText()).as(name).isEqualTo("no-new-privileges:true");
            assertThat(service.path("user").asText())
                    .as(name)
                    .doesNotStartWith("0")
                    .doesNotStartWith("root");
            assertThat(service.path("privileged").asBoolean()).as(name).isFalse();
        });
        assertThat(ComposeFile.text(Path.of("Dockerfile")).lines().filter(line -> line.startsWith("FROM ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("FROM [a-z/-]+:\\d+\\.\\d+\\.\\d+\\S*( AS \\w+)?"));
        assertThat(ComposeFile.text(Path.of("Dockerfile"))).containsPattern("(?m)^USER [1-9]\\d*");
    }

    @Test
    void whoStartsWaitsForTheHealthOfWhatItNeeds() {
        NODES.forEach(node -> {
            assertThat(compose.service("load-balancer")
                            .path("depends_on")
                            .path(node)
                            .path("condition")
                            .asText())
                    .isEqualTo("service_healthy");
            MEMBERS.forEach(member -> assertThat(compose.service(node)
                            .path("depends_on")
                            .path(member)
                            .path("condition")
                            .asText())
                    .isEqualTo("service_healthy"));
        });
        MEMBERS.forEach(member -> assertThat(compose.service(member).has("healthcheck"))
                .as(member)
                .isTrue());
        assertThat(compose.service("load-balancer").has("healthcheck")).isTrue();
        assertThat(ComposeFile.text(Path.of("Dockerfile"))).contains("HEALTHCHECK");
    }

    @Test
    void everyFileThatItMountsIsThere() {
        compose.services()
                .keySet()
                .forEach(service -> compose.list(service, "volumes")
                        .forEach(volume ->
                                assertThat(Path.of(volume.split(":")[0])).exists()));
        assertThat(Files.isExecutable(Path.of("src/main/docker/entrypoint.sh"))).isTrue();
    }

    @Test
    void aNodeHasTheTimeToFinishWhatIsPaid() {
        NODES.forEach(node -> assertThat(
                        compose.service(node).path("stop_grace_period").asText())
                .isEqualTo("2m"));
    }
}
