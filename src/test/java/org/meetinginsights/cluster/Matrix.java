package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What three nodes promise in a crowd, and then what happens to processes, and to whom: under steady traffic, every response
 * counted.
 */
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Matrix implements CrowdTestCases {

    private static final int NODES = 3;
    private static final Duration BELIEVED_DEAD = Duration.ofSeconds(3);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    /** After so long a node asks whether what it has still is so. */
    private static final Duration AGE = Duration.ofSeconds(31);

    private static final int AGED = 12;

    private final Mode mode;
    private final Map<Role, KnownAnswers> aged = new EnumMap<>(Role.class);
    private Cluster cluster;
    private long agedSince;

    Matrix(Mode mode) {
        this.mode = mode;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.start(getClass().getSimpleName(), mode, NODES, 2);
        roles().forEach(role -> aged.put(role, storedAtEachNode()));
        agedSince = System.nanoTime();
        // As after the first minute of a service's life: the first request of all takes a second of a processor.
        KnownAnswers.store("warm-up", cluster.nodes(), 600);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private KnownAnswers storedAtEachNode() {
        KnownAnswers answers = new KnownAnswers();
        answers.add(KnownAnswers.store("aged", cluster.nodes(), AGED));
        assertThat(answers.lostAt(cluster.nodes())).isEmpty();
        return answers;
    }

    @BeforeEach
    void whole() {
        cluster.ensureWhole();
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    Stream<Role> roles() {
        return mode == Mode.CLIENT ? Stream.of(Role.HOLDER, Role.SERVER) : Stream.of(Role.HOLDER);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aProcessThatIsKilledTakesNothingWithItButItsOwnCall(Role role) {
        play(Event.KILL, role, (victim, scene) -> {
            victim.process().kill();
            scene.meanwhile();
        });
    }

    /** Before the others, because nodes that were started anew have no copies of their own. */
    @Order(1)
    @ParameterizedTest
    @MethodSource("roles")
    void aProcessThatFreezesStopsNobodyElse(Role role) {
        await("copies of some age")
                .atMost(AGE.plusSeconds(5))
                .until(() -> System.nanoTime() - agedSince > AGE.toNanos());
        play(Event.FREEZE, role, (victim, scene) -> {
            victim.process().freeze();
            try {
                scene.replayed(aged.get(role));
                scene.awaitMembers(cluster.membersWithout(victim));
                scene.meanwhile();
                Scene.pass(BELIEVED_DEAD);
                scene.withoutTheFrozen(cluster.membersWithout(victim));
            } finally {
                scene.wakes();
                victim.process().thaw();
            }
        });
    }

    @Test
    void anOutageOfTheClusterFailsNoRequestAndLosesNothingThatIsStoredMeanwhile() {
        List<LibertyNode> survivors =
                mode == Mode.CLIENT ? cluster.nodes() : cluster.nodes().subList(0, 1);
        List<? extends Member> victims =
                mode == Mode.CLIENT ? cluster.servers() : cluster.nodes().subList(1, NODES);
        play(Event.OUTAGE, Role.ALL, survivors, scene -> {
            victims.forEach(member -> member.process().kill());
            Scene.pass(OUTAGE);
            scene.meanwhile();
        });
    }

    /** One after the other, each when the one before is back. */
    void roll(Role role, List<? extends Member> members) {
        play(
                Event.ROLL,
                role,
                cluster.nodes(),
                scene -> members.forEach(member -> {
                    member.stop();
                    cluster.heal();
                    scene.meanwhile();
                }));
    }

    private void play(Event event, Role role, BiConsumer<Member, Scene> happening) {
        List<LibertyNode> nodes = cluster.nodes();
        Member victim = switch (role) {
            case HOLDER -> nodes.get(0);
            case SERVER, ALL -> oldest(cluster.servers());
        };
        List<LibertyNode> survivors =
                nodes.stream().filter(node -> node != victim).toList();
        play(event, role, survivors, scene -> happening.accept(victim, scene));
    }

    /** What has been there longest is the master of a cluster's members. */
    private static Member oldest(List<? extends Member> members) {
        return members.stream()
                .min(Comparator.comparingLong(member -> member.process().startedAt()))
                .orElseThrow();
    }

    private void play(Event event, Role role, List<LibertyNode> survivors, Consumer<Scene> happening) {
        Scene scene = new Scene(cluster, event, role, survivors);
        scene.play(() -> happening.accept(scene));
        Verdict.on(mode, scene);
    }
}
