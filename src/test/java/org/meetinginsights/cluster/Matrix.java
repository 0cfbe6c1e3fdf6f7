package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to processes, and to whom: three nodes under steady traffic, every response counted. */
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Matrix {

    private static final int NODES = 3;
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final Duration LONGEST_HIT = Duration.ofMillis(500);

    private final Mode mode;
    private Cluster cluster;

    Matrix(Mode mode) {
        this.mode = mode;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.start(getClass().getSimpleName(), mode, NODES, 2);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void whole() {
        cluster.heal();
    }

    Cluster cluster() {
        return cluster;
    }

    Stream<Role> roles() {
        Stream<Role> nodes = Stream.of(Role.HOLDER, Role.BYSTANDER);
        return mode == Mode.CLIENT ? Stream.concat(nodes, Stream.of(Role.SERVER)) : nodes;
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aProcessThatIsKilledTakesNothingWithItButItsOwnCall(Role role) {
        play(
                "kill -9",
                role,
                role == Role.HOLDER ? 1 : 0,
                victim -> victim.process().kill());
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aProcessThatFreezesStopsNobodyElse(Role role) {
        play("SIGSTOP 15 s", role, NODES - 1, victim -> {
            victim.process().freeze();
            Scene.pass(FROZEN);
            victim.process().thaw();
        });
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aProcessThatIsStoppedInGoodOrderCostsNothing(Role role) {
        play("SIGTERM", role, 0, Member::stop);
    }

    @Test
    void aRollingRestartOfAllNodesIsNotNoticed() {
        roll(cluster.nodes());
    }

    @Test
    void anOutageOfTheClusterFailsNoRequestAndLosesNothingThatIsStoredMeanwhile() {
        List<LibertyNode> survivors =
                mode == Mode.CLIENT ? cluster.nodes() : cluster.nodes().subList(0, 1);
        List<? extends Member> lost =
                mode == Mode.CLIENT ? cluster.servers() : cluster.nodes().subList(1, NODES);
        Scene scene = new Scene(cluster, survivors, true);
        scene.play(() -> {
            lost.forEach(member -> member.process().kill());
            Scene.pass(Duration.ofSeconds(5));
        });
        check("outage and return", Role.ALL, NODES - 1, scene);
    }

    void roll(List<? extends Member> members) {
        Scene scene = new Scene(cluster, cluster.nodes(), false);
        scene.play(() -> members.forEach(member -> {
            member.stop();
            cluster.heal();
        }));
        check("rolling restart", members.get(0) instanceof HazelcastServer ? Role.SERVER : Role.ALL, 0, scene);
    }

    private void play(String event, Role role, int extraCalls, Consumer<Member> what) {
        List<LibertyNode> nodes = cluster.nodes();
        Member victim = switch (role) {
            case HOLDER -> nodes.get(0);
            case BYSTANDER -> nodes.get(NODES - 1);
            case SERVER, ALL -> cluster.servers().get(0);
        };
        Scene scene =
                new Scene(cluster, nodes.stream().filter(node -> node != victim).toList(), false);
        scene.play(() -> what.accept(victim));
        check(event, role, extraCalls, scene);
    }

    private void check(String event, Role role, int extraCalls, Scene scene) {
        Tally tally = scene.tally();
        Report.add(event, mode, role, scene);
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(tally.failed()).as("failed requests").isEmpty();
        softly.assertThat(scene.answersOfSurvivors()).as("waiting requests").allMatch(Exchange::isOk);
        softly.assertThat(scene.lost()).as("lost results").isEmpty();
        softly.assertThat(scene.extraCalls(scene.held().meeting()))
                .as("extra calls for the call that ran")
                .isLessThanOrEqualTo(extraCalls);
        softly.assertThat(scene.extraCallsOfTraffic())
                .as("extra calls for meetings of the traffic")
                .allSatisfy((meeting, extra) -> assertThat(extra)
                        .isLessThanOrEqualTo(tally.balancer().cutShort().contains(meeting) ? 1 : extraCalls));
        softly.assertThat(scene.longestHit())
                .as("longest stall of a hit")
                .isLessThan(LONGEST_HIT.plus(tally.machine()));
        softly.assertThat(scene.disagreements()).isEmpty();
        softly.assertAll();
    }
}
