package org.meetinginsights.meeting.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.http.request.JsonFormat;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.CacheDirectives;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.hazelcast.HazelcastResultStore;
import org.meetinginsights.idempotency.hazelcast.Ports;
import org.meetinginsights.idempotency.hazelcast.SharedStores;
import org.meetinginsights.idempotency.hazelcast.connection.Discovery;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingInsights;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.billing.TokenPrices;
import org.meetinginsights.observability.metrics.CacheMetrics;
import org.meetinginsights.observability.metrics.CacheSize;
import org.meetinginsights.observability.metrics.RecordedMetrics;

/**
 * Compares the usage metrics of two nodes with the bill of the model. Spent must equal the bill. Saved must equal the cost of
 * the replayed results. The sum must equal the cost without a cache.
 */
class UsageAccountingIT {

    private static final long SEED = 20_251_125;
    private static final int ROUNDS = 150;
    private static final List<String> TENANTS = List.of("north", "south");

    private final Random random = new Random(SEED);
    private final BillingModel model = new BillingModel(new Random(SEED), TokenPrices.of("2.50", "10.00"));
    private final MutableClock clock = new MutableClock();
    private final AnalystFixture fixture = new AnalystFixture();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Tally tally = new Tally();
    private HazelcastLink member;
    private List<MeetingInsights> nodes;

    @BeforeEach
    void start() throws Exception {
        fixture.maxRetries = 1;
        fixture.timer = new ImmediateTimer();
        fixture.maxConcurrent = 32;
        fixture.stub.answerWith(model::answer);
        member = HazelcastLink.member(SharedStores.settings("ledger", new Discovery.None(), Ports.free()), timer);
        member.start();
        nodes = List.of(node(), node());
        await().atMost(60, SECONDS)
                .until(() -> store().probe()
                        .handle((there, away) -> away == null)
                        .toCompletableFuture()
                        .join());
        await().atMost(60, SECONDS).until(this::isWarm);
    }

    @AfterEach
    void stop() {
        fixture.close();
        member.close();
        executor.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void spentIsTheModelsBillAndSavedIsTheCostOfTheReplays() {
        for (int round = 0; round < ROUNDS; round++) {
            if (round == ROUNDS / 2) {
                clock.advance(Samples.LIFE);
            }
            burst();
        }

        System.out.printf("The ledger of %s, with %d repairs%n", tally.kinds(), model.repairs());
        assertThat(tally.kinds())
                .containsKeys("hit", "miss", "collapsed", "failed", "bypass", "only-if-cached")
                .allSatisfy((kind, times) -> assertThat(times).as(kind).isGreaterThan(2));
        assertThat(model.repairs()).isGreaterThan(2);
        assertThat(TENANTS).allSatisfy(this::theBooksAgree);
    }

    private void theBooksAgree(String tenant) {
        Usage billed = model.billedTo(tenant);
        Usage saved = tally.saved(tenant);
        Usage withoutTheCache = tally.withoutTheCache(tenant);

        assertThat(metrics.count("openai_tokens_total{tenant=" + tenant + ",type=prompt}"))
                .isEqualTo(billed.promptTokens());
        assertThat(metrics.count("openai_tokens_total{tenant=" + tenant + ",type=completion}"))
                .isEqualTo(billed.completionTokens());
        assertThat(nanoUsd("openai_estimated_cost_usd{model=gpt-4o,tenant=" + tenant + "}"))
                .isEqualTo(billed.costNanoUsd());
        assertThat(metrics.count("cache_saved_tokens_total{tenant=" + tenant + "}"))
                .isEqualTo(saved.tokens());
        assertThat(nanoUsd("cache_saved_cost_usd{tenant=" + tenant + "}")).isEqualTo(saved.costNanoUsd());
        assertThat(billed.plus(saved)).isEqualTo(withoutTheCache);
    }

    private long nanoUsd(String gauge) {
        return Math.round(metrics.gauge(gauge) * 1e9);
    }

    /** Up to six requests at once, some of them for the same. */
    private void burst() {
        String meeting = "meeting-" + random.nextInt(10);
        List<Supplier<CompletionStage<Answer>>> requests = new ArrayList<>();
        List<String> tenants = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            String about = random.nextInt(4) == 0 ? "meeting-" + random.nextInt(10) : meeting;
            MeetingInsights node = nodes.get(random.nextInt(nodes.size()));
            RequestControls controls = new RequestControls(directives(), Optional.empty());
            boolean extract = random.nextInt(4) > 0;
            tenants.add(tenant);
            requests.add(() -> ask(node, tenant, about, extract, controls));
        }
        List<CompletableFuture<Answer>> answers = requests.stream()
                .map(request -> request.get().toCompletableFuture())
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            tally.add(tenants.get(i), answers.get(i).orTimeout(60, SECONDS).join());
        }
    }

    /** Mostly none. */
    private CacheDirectives directives() {
        int chance = random.nextInt(100);
        return new CacheDirectives(
                chance < 8, Optional.empty(), chance >= 8 && chance < 14, chance >= 14 && chance < 20);
    }

    private boolean isWarm() {
        Answer answer = ask(nodes.get(0), "north", "warm-up", true, RequestControls.NONE)
                .toCompletableFuture()
                .orTimeout(60, SECONDS)
                .join();
        tally.add("north", answer);
        return answer.outcome() instanceof Outcome.Hit;
    }

    private static CompletionStage<Answer> ask(
            MeetingInsights node, String tenant, String about, boolean extract, RequestControls controls) {
        Meeting meeting = new Meeting(
                "This is tenant " + tenant + " about " + about + ". " + StubCompletions.words(250),
                new MeetingMetadata(about, "C-1", null, null, null, null, "2025-10-15T10:00:00Z"));
        Caller caller = new Caller(tenant, tenant + "/caller", "request");
        return node.analyze(extract ? Operation.EXTRACT : Operation.ANALYZE, caller, controls, meeting);
    }

    /** Own executions, analysts and stores; one member of the cluster, and one set of counters, as a monitoring would add them up. */
    private MeetingInsights node() {
        HazelcastResultStore store = store();
        IdempotentExecution execution = new IdempotentExecution(new ExecutionContext(
                store,
                new ExecutionLimits(Samples.LIFE, Duration.ofSeconds(50), Duration.ofSeconds(60)),
                CallBudget.UNLIMITED,
                clock,
                clock,
                executor,
                timer,
                new CacheMetrics(
                        metrics.registry(), new CacheSize(store), fixture.model, List.of("extract", "analyze"))));
        return new MeetingInsights(
                fixture.analyst(), execution, new CustomerTag(Optional.empty()), JsonFormat.create(), clock);
    }

    private HazelcastResultStore store() {
        return SharedStores.of(member, clock);
    }

    /** The accounting of a client: the result that it got, and the cost of that one. */
    private final class Tally {

        private final Map<String, Integer> kinds = new TreeMap<>();
        private final Map<String, Usage> saved = new HashMap<>();
        private final Map<String, Usage> withoutTheCache = new HashMap<>();

        void add(String tenant, Answer answer) {
            Outcome outcome = answer.outcome();
            kinds.merge(outcome.label(), 1, Integer::sum);
            if (outcome instanceof Outcome.Hit hit) {
                again(tenant, hit.envelope());
            } else if (outcome instanceof Outcome.Collapsed collapsed) {
                again(tenant, collapsed.envelope());
            } else if (outcome instanceof Outcome.Miss miss) {
                withoutTheCache.merge(tenant, costOf(miss.envelope()), Usage::plus);
            } else if (outcome instanceof Outcome.Bypassed bypassed) {
                withoutTheCache.merge(tenant, costOf(bypassed.envelope()), Usage::plus);
            } else if (outcome instanceof Outcome.Failed failed) {
                // A shared failure saves nothing.
                withoutTheCache.merge(tenant, failed.spent(), Usage::plus);
            }
        }

        private void again(String tenant, Envelope result) {
            saved.merge(tenant, costOf(result), Usage::plus);
            withoutTheCache.merge(tenant, costOf(result), Usage::plus);
        }

        private Usage costOf(Envelope result) {
            return model.costOf(new String(result.body(), StandardCharsets.UTF_8));
        }

        Map<String, Integer> kinds() {
            return kinds;
        }

        Usage saved(String tenant) {
            return saved.getOrDefault(tenant, Usage.FREE);
        }

        Usage withoutTheCache(String tenant) {
            return withoutTheCache.getOrDefault(tenant, Usage.FREE);
        }
    }
}
