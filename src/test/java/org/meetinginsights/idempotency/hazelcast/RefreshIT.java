package org.meetinginsights.idempotency.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.text;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.CacheDirectives;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.IdempotentRequest;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.PaidCalls;
import org.meetinginsights.idempotency.RecordedAnswers;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastSettings;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Claims;
import org.meetinginsights.idempotency.store.ResultStore;

/** Two nodes of one cluster, each with a copy of a result of its own, and callers who want a newer one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshIT {

    private static final CacheDirectives NO_CACHE = new CacheDirectives(true, Optional.empty(), false, false);
    private static final CacheDirectives AT_MOST_A_MINUTE_OLD =
            new CacheDirectives(false, Optional.of(Duration.ofMinutes(1)), false, false);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final int[] ports = {Ports.free(), Ports.free()};
    private StoreKey key;
    private PaidCalls calls;
    private ClusterNode here;
    private ClusterNode there;
    private IdempotentExecution requestsHere;
    private IdempotentExecution requestsThere;

    @BeforeAll
    void start() {
        here = node("here:9080", ports[0]).whenThereAre(1);
        there = node("there:9080", ports[1]).whenThereAre(2);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
        timer.shutdownNow();
    }

    @BeforeEach
    void bothAreThere() {
        here.whenThereAre(2);
        there.whenThereAre(2);
        await().until(() -> there.instance().getPartitionService().isClusterSafe());
        key = newKey();
        calls = new PaidCalls();
        requestsHere = requests(here);
        requestsThere = requests(there);
    }

    @AfterEach
    void endTheCalls() {
        calls.succeedAll();
    }

    @Test
    void aCallerWhoWantsAFreshOneJoinsTheCallOfAnotherNode() {
        bothHaveOneOf(Duration.ofSeconds(2));
        CompletionStage<Answer> first = requestsThere.execute(request(NO_CACHE), calls);
        await().until(() -> calls.started() == 1);

        CompletionStage<Answer> second = requestsHere.execute(request(NO_CACHE), calls);
        await().until(() -> requestsHere.inFlight() == 1);
        calls.succeed("new");

        assertThat(body(first)).isEqualTo("new");
        await().until(() -> isDone(second) || calls.started() > 1);
        assertThat(calls.started()).isOne();
        assertThat(body(second)).isEqualTo("new");
    }

    @Test
    void aCallerWhoWantsOneThatIsNotTooOldIsGivenWhatAnotherNodeHasMadeSinceItsOwnCopy() {
        bothHaveOneOf(Duration.ofSeconds(62));
        CompletionStage<Answer> first = requestsThere.execute(request(AT_MOST_A_MINUTE_OLD), calls);
        await().until(() -> calls.started() == 1);
        calls.succeed("new");
        assertThat(body(first)).isEqualTo("new");

        CompletionStage<Answer> second = requestsHere.execute(request(AT_MOST_A_MINUTE_OLD), calls);

        await().until(() -> isDone(second) || calls.started() > 1);
        assertThat(calls.started()).isOne();
        assertThat(get(second).outcome()).isInstanceOf(Outcome.Hit.class);
        assertThat(body(second)).isEqualTo("new");
    }

    @Test
    void aFreshOneThatWasMadeInAnOutageIsTheOneWhenThatIsOver() {
        bothHaveOneOf(Duration.ofSeconds(2));
        here.loseTheCluster();
        assertThat(stored(there.shared())).isEqualTo("old");
        CompletionStage<Answer> fresh = requestsHere.execute(request(NO_CACHE), calls);
        await().until(() -> calls.started() == 1);
        calls.succeed("new");
        assertThat(get(fresh).backend()).isEqualTo(Backend.MEMORY);

        here.whenThereAre(2);

        await().untilAsserted(() -> assertThat(stored(there.shared())).isEqualTo("new"));
        assertThat(stored(here.store())).isEqualTo("new");
    }

    private String stored(ResultStore store) {
        return text(((Lookup.Fresh) get(store.results().find(key))).envelope());
    }

    /** Copies that each node serves without asking the other. */
    private void bothHaveOneOf(Duration age) {
        Envelope old =
                there.made(Instant.ofEpochMilli(clock.millis()).minus(age), "old".getBytes(StandardCharsets.UTF_8));
        get(there.store().claims().complete(there.claimed(key), old, false));
        assertThat(here.finds(key)).isTrue();
    }

    private IdempotentRequest request(CacheDirectives directives) {
        return Samples.request(Optional.of(key), "hello", directives, Optional.empty(), clock);
    }

    private static boolean isDone(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().isDone();
    }

    private static String body(CompletionStage<Answer> answer) {
        Outcome outcome = get(answer).outcome();
        if (outcome instanceof Outcome.Miss miss) {
            return text(miss.envelope());
        }
        return outcome instanceof Outcome.Hit hit
                ? text(hit.envelope())
                : text(((Outcome.Collapsed) outcome).envelope());
    }

    private IdempotentExecution requests(ClusterNode node) {
        ExecutionLimits limits = new ExecutionLimits(LIFE, Duration.ofSeconds(50), Duration.ofSeconds(60));
        return new IdempotentExecution(new ExecutionContext(
                node.store(), limits, CallBudget.UNLIMITED, clock, clock, Runnable::run, timer, new RecordedAnswers()));
    }

    private ClusterNode node(String name, int port) {
        List<String> both = List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]);
        HazelcastSettings settings = new HazelcastSettings(
                "refreshing", new Discovery.Addresses(both), "127.0.0.1", port, 64, LIFE, Claims.LEASE);
        return new ClusterNode(name, settings, HazelcastLink::member);
    }
}
