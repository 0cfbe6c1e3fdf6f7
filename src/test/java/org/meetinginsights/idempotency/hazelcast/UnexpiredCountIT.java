package org.meetinginsights.idempotency.hazelcast;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.store.ResultStore;

/** A hundred results on a member, half of which live an hour longer than the others. */
class UnexpiredCountIT {

    private static final int EACH = 50;
    private static final Duration SAMPLED_EVERY = Duration.ofSeconds(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static ScheduledExecutorService background;
    private static HazelcastLink member;

    private final MutableClock clock = new MutableClock();
    private final UnexpiredCount count = new UnexpiredCount(clock);
    private final AtomicInteger questions = new AtomicInteger();
    private final IMap<String, byte[]> results = member.instance().orElseThrow().getMap(MemberConfiguration.RESULTS);
    private final IMap<String, byte[]> counted = countingQuestions();

    @BeforeAll
    static void startAMember() {
        background = Executors.newSingleThreadScheduledExecutor();
        member =
                HazelcastLink.member(SharedStores.settings("counting", new Discovery.None(), Ports.free()), background);
        member.start();
        await().atMost(60, SECONDS).until(() -> member.instance().isPresent());
    }

    @AfterAll
    static void stopIt() {
        member.close();
        background.shutdownNow();
    }

    @BeforeEach
    void fill() {
        results.clear();
        IntStream.range(0, EACH).forEach(i -> {
            put("short-" + i, AN_HOUR);
            put("long-" + i, AN_HOUR.multipliedBy(2));
        });
    }

    @Test
    void asksOnceForEachThatIsServed() {
        assertThat(count.of(counted)).isEqualTo(2 * EACH);
        assertThat(count.of(counted)).isEqualTo(2 * EACH);

        assertThat(questions).hasValue(2 * EACH);
    }

    @Test
    void doesNotAskEachTimeForThoseThatHaveExpired() {
        count.of(counted);
        clock.advance(AN_HOUR.plus(SAMPLED_EVERY));
        assertThat(count.of(counted)).isEqualTo(EACH);
        questions.set(0);

        for (int sample = 0; sample < 10; sample++) {
            clock.advance(SAMPLED_EVERY);
            assertThat(count.of(counted)).isEqualTo(EACH);
        }

        assertThat(questions).hasValue(0);
    }

    @Test
    void seesWithinAMinuteThatOneWasRefreshed() {
        clock.advance(AN_HOUR.plus(SAMPLED_EVERY));
        assertThat(count.of(counted)).isEqualTo(EACH);
        put("short-7", AN_HOUR.multipliedBy(3));

        clock.advance(Duration.ofMinutes(1));

        assertThat(count.of(counted)).isEqualTo(EACH + 1);
    }

    @Test
    void seesAtOnceThatOneWasRefreshedWhichWasGoneInBetween() {
        clock.advance(AN_HOUR.plus(SAMPLED_EVERY));
        count.of(counted);
        results.delete("short-7");
        assertThat(count.of(counted)).isEqualTo(EACH);
        put("short-7", AN_HOUR.multipliedBy(3));

        assertThat(count.of(counted)).isEqualTo(EACH + 1);
    }

    /** The map goes by the machine's clock, which hardly moves meanwhile. */
    private void put(String key, Duration served) {
        results.set(
                key,
                new byte[1],
                served.plus(ResultStore.RETENTION_AFTER_EXPIRY).toMillis(),
                MILLISECONDS);
    }

    /** The same map; each entry that is asked for costs a call to its member. */
    @SuppressWarnings("unchecked")
    private IMap<String, byte[]> countingQuestions() {
        return (IMap<String, byte[]>) Proxy.newProxyInstance(
                IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getEntryView")) {
                        questions.incrementAndGet();
                    }
                    try {
                        return method.invoke(results, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
