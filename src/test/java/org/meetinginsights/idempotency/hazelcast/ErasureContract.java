package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.key;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.Completion;

/** Two nodes of one cluster, one of which erases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ErasureContract {

    private String tag;
    private StoreScope customer;
    private StoreKey key;
    private ClusterNode here;
    private ClusterNode there;

    /** What the nodes need besides themselves. */
    abstract void startMembers() throws IOException;

    abstract void stopMembers();

    /** Connected to all members that there are. */
    abstract ClusterNode node(String name);

    /** Looks into the maps from outside. */
    abstract HazelcastInstance member();

    abstract int membersWhenWhole();

    @BeforeAll
    void start() throws IOException {
        startMembers();
        here = node("here:9080");
        there = node("there:9080");
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
        stopMembers();
    }

    @BeforeEach
    void bothAreThere() {
        tag = UUID.randomUUID().toString();
        customer = StoreScope.ofTenant("acme").withCustomerTag(tag);
        key = key("acme", tag);
        for (ClusterNode node : List.of(here, there)) {
            node.whenThereAre(membersWhenWhole());
        }
        for (String name : List.of("here:9080", "there:9080")) {
            await().atMost(20, SECONDS).until(() -> hasAppeared(name));
        }
        haveMet(here, there);
    }

    private boolean hasAppeared(String name) {
        return member().getMap(MemberConfiguration.HEARTBEATS).values().stream()
                .anyMatch(node -> node.toString().contains("/" + name + "/"));
    }

    /** A node that has just come is told nothing yet by members that it is not connected to yet. */
    private static void haveMet(ClusterNode... nodes) {
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(nodes)
                        .allSatisfy(node -> assertThat(get(node.store().erase(StoreScope.ofTenant("nobody")))
                                        .notReached())
                                .isEmpty()));
    }

    @Test
    void aCopyOnAnotherNodeIsGoneWhenTheEraseIsAnswered() {
        here.stores(key, "result");
        assertThat(there.finds(key)).isTrue();
        Instant before = Instant.now();

        Erased erased = get(here.store().erase(customer));

        assertThat(there.finds(key)).isFalse();
        assertThat(here.finds(key)).isFalse();
        assertThat(erased.removed()).containsExactly(key);
        assertThat(erased.notReached()).isEmpty();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void nothingOfTheTenantIsLeftInAnyMap() {
        String tenant = "t-" + tag.substring(0, 8);

        leavesNothing(key(tenant, tag), key("acme", tag), StoreScope.ofTenant(tenant));
    }

    @Test
    void nothingOfTheCustomerIsLeftInAnyMap() {
        leavesNothing(key, key("acme", UUID.randomUUID().toString()), customer);
    }

    @Test
    void nothingOfTheMeetingIsLeftInAnyMap() {
        leavesNothing(key, key("acme", tag), StoreScope.ofTenant("acme").withIdempotencyKey(key.idempotencyKey()));
    }

    private void leavesNothing(StoreKey erased, StoreKey other, StoreScope scope) {
        here.storesWithCallersKey(erased);
        there.storesWithCallersKey(other);
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(List.of(placesOf(erased), placesOf(other)))
                        .allSatisfy(places -> assertThat(places)
                                .containsExactlyInAnyOrder(
                                        MemberConfiguration.RESULTS,
                                        MemberConfiguration.INDEX,
                                        MemberConfiguration.RECORDS)));

        get(here.store().erase(scope));

        assertThat(placesOf(erased)).isEmpty();
        assertThat(placesOf(other)).hasSize(3);
    }

    /** The maps that name the result in a key or in a value, besides those of what is erased. */
    private Set<String> placesOf(StoreKey stored) {
        return member().getDistributedObjects().stream()
                .filter(IMap.class::isInstance)
                .map(map -> (IMap<?, ?>) map)
                .filter(map -> map.entrySet().stream()
                        .anyMatch(entry -> entry.toString().contains(stored.idempotencyKey())))
                .map(IMap::getName)
                .filter(name -> !name.equals(MemberConfiguration.TOMBSTONES))
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsInFlightOnAnotherNodeIsNotStored() {
        Claim claim = there.claimed(key);
        Envelope requestedBefore = there.requestedNow("result");

        get(here.store().erase(customer));

        assertThat(get(there.store().claims().complete(claim, requestedBefore, false)))
                .isEqualTo(Completion.NOT_STORED);
        assertThat(there.finds(key)).isFalse();
        assertThat(here.finds(key)).isFalse();
    }

    /** Its entry in the index hangs, as at a slow member, until the maps were swept. */
    @Test
    void whatIsBeingStoredWhileItIsErasedIsInNoMapAfterwards() {
        Claim claim = there.claimed(key);
        IMap<String, String> index = member().getMap(MemberConfiguration.INDEX);
        index.lock(key.text());
        CompletionStage<Completion> stored =
                there.shared().claims().complete(claim, there.requestedNow("result"), false);
        await().atMost(10, SECONDS)
                .until(() -> member().getMap(MemberConfiguration.RESULTS).containsKey(key.text()));

        assertThat(stored).isNotCompleted();
        get(here.store().erase(customer));
        index.unlock(key.text());

        assertThat(get(stored)).isEqualTo(Completion.NOT_STORED);
        assertThat(placesOf(key)).isEmpty();
    }

    @Test
    void whatIsRequestedAfterTheAnswerIsStoredOnEachNode() {
        get(here.store().erase(customer));

        assertThat(there.stores(key, "result")).isEqualTo(Completion.STORED);
        assertThat(here.finds(key)).isTrue();
    }

    @Test
    void aNodeThatIsCutOffIsNamedAndBringsNothingBack() {
        here.stores(key, "result");
        assertThat(there.finds(key)).isTrue();
        there.loseTheCluster();
        StoreKey meanwhile = key("acme", tag);
        there.stores(meanwhile, "result");

        Erased erased = get(here.store().erase(customer));
        assertThat(erased.notReached()).contains("there:9080");

        there.whenThereAre(membersWhenWhole());
        assertThat(there.finds(key)).isFalse();
        assertThat(there.finds(meanwhile)).isFalse();
        get(there.store().handOver());
        assertThat(member().getMap(MemberConfiguration.RESULTS).keySet()).doesNotContain(key.text(), meanwhile.text());
        assertThat(here.finds(key)).isFalse();
        assertThat(here.finds(meanwhile)).isFalse();
    }

    @Test
    void whatANodeErasedWhileItWasCutOffIsErasedEverywhereWhenItIsBack() {
        here.stores(key, "result");
        there.loseTheCluster();

        Erased erased = get(there.store().erase(customer));
        assertThat(erased.notReached()).contains(Erased.CLUSTER, "here:9080");
        assertThat(here.finds(key)).isTrue();

        there.whenThereAre(membersWhenWhole());
        await().atMost(10, SECONDS).until(() -> !here.finds(key));
        await().atMost(20, SECONDS)
                .until(() -> !member().getMap(MemberConfiguration.RESULTS).containsKey(key.text()));
    }

    @Test
    void aNodeThatComesLaterKnowsWhatWasErased() {
        Claim claim = here.claimed(key);
        Envelope requestedBefore = here.requestedNow("result");
        get(here.store().erase(customer));

        try (ClusterNode late = node("late:9080")) {
            assertThat(get(late.store().claims().complete(claim, requestedBefore, false)))
                    .isEqualTo(Completion.NOT_STORED);
        }
    }

    @Test
    void aNodeThatDoesNotAcknowledgeIsNamedAfterASecond() {
        IMap<String, String> nodes = member().getMap(MemberConfiguration.HEARTBEATS);
        Instant lastHeartbeat = Instant.now();
        nodes.set("frozen/0", "1/frozen/frozen:9080/" + lastHeartbeat.toEpochMilli(), 60, TimeUnit.SECONDS);
        try {
            // Nodes are told of each other, and may be told a moment later.
            await().atMost(10, SECONDS)
                    .until(() -> !get(here.store().erase(customer)).notReached().isEmpty());
            Instant before = Instant.now();

            Erased erased = get(here.store().erase(customer));

            assertThat(erased.notReached()).containsExactly("frozen:9080");
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(800));
        } finally {
            nodes.delete("frozen/0");
        }
    }

    /** As from a member that was frozen: nobody can say when it arrives. */
    @Test
    void aCopyOfATombstoneThatComesLateErasesNothingThatIsNewer() {
        get(here.store().erase(customer));
        here.stores(key, "requested after the erase");
        IMap<String, String> tombstones = member().getMap(MemberConfiguration.TOMBSTONES);
        String first = tombstones.keySet().stream()
                .filter(place -> place.startsWith(customer.text()))
                .findFirst()
                .orElseThrow();
        IMap<String, String> acknowledgements = member().getMap(MemberConfiguration.ACKNOWLEDGEMENTS);
        acknowledgements.clear();

        tombstones.set(first + "7", tombstones.get(first));

        await().atMost(10, SECONDS).until(() -> acknowledgements.keySet().size() == 2);
        assertThat(there.finds(key)).isTrue();
        assertThat(here.finds(key)).isTrue();
    }

    @Test
    void anEarlierTombstoneOfTheSameScopeIsRemoved() {
        get(here.store().erase(StoreScope.ofTenant("acme")));
        IMap<String, String> tombstones = member().getMap(MemberConfiguration.TOMBSTONES);
        get(here.store().erase(customer));

        get(here.store().erase(customer));

        await().atMost(10, SECONDS)
                .until(() -> tombstones.keySet().stream()
                                .filter(place -> place.startsWith(customer.text() + "/"))
                                .count()
                        == 1);
        assertThat(tombstones.keySet()).anyMatch(place -> place.startsWith("acme:*:*/"));
    }

    @Test
    void aNodeThatLeftInGoodOrderIsNotNamed() {
        ClusterNode leaving = node("leaving:9080");
        await().atMost(10, SECONDS).until(() -> hasAppeared("leaving:9080"));
        haveMet(leaving, here);

        leaving.close();

        assertThat(get(here.store().erase(customer)).notReached()).isEmpty();
    }
}
