package org.meetinginsights.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.newKey;
import static org.meetinginsights.idempotency.Samples.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.StoreDouble.Call;

/** Requests to which their caller gave a key of its own. */
class KeyedRequestTest extends ExecutionFixture {

    private static final CacheDirectives NO_CACHE = new CacheDirectives(true, Optional.empty(), false, false);
    private static final CacheDirectives ONLY_IF_CACHED = new CacheDirectives(false, Optional.empty(), false, true);

    private final StoreKey otherKey = newKey();

    @Test
    void areReplayedAsOthersAre() {
        CompletionStage<Answer> first = here.execute(keyed("hello", key), calls);
        calls.succeed("result");

        CompletionStage<Answer> second = there.execute(keyed("hello", key), calls);

        assertThat(outcome(second, Outcome.Hit.class).envelope())
                .isEqualTo(outcome(first, Outcome.Miss.class).envelope());
    }

    @Test
    void shareOnePaymentWithTheSameRequestWithoutAKey() {
        here.execute(plain("hello", key), calls);
        CompletionStage<Answer> keyed = here.execute(keyed("hello", key), calls);
        calls.succeed("result");

        assertThat(outcome(keyed, Outcome.Collapsed.class)).isNotNull();
        assertThat(outcome(there.execute(plain("hello", key), calls), Outcome.Hit.class))
                .isNotNull();
        assertThat(calls.started()).isOne();
    }

    @Test
    void areRefusedWithAnotherContentAtOnceAlsoWhileTheFirstOneRuns() {
        here.execute(keyed("hello", key), calls);

        CompletionStage<Answer> other = there.execute(keyed("good bye", otherKey), calls);

        assertThat(outcome(other, Outcome.KeyReused.class)).isNotNull();
        assertThat(calls.started()).isOne();
    }

    @Test
    void areRefusedWithAnotherContentForAsLongAsTheResultIsKept() {
        here.execute(keyed("hello", key), calls);
        clock.advance(Duration.ofSeconds(10));
        calls.succeed("result");

        clock.advance(LIFE.minusMillis(1));
        assertThat(outcome(here.execute(keyed("good bye", otherKey), calls), Outcome.KeyReused.class))
                .isNotNull();

        clock.advance(Duration.ofMillis(1));
        CompletionStage<Answer> later = here.execute(keyed("good bye", otherKey), calls);
        calls.succeed("other");
        assertThat(outcome(later, Outcome.Miss.class)).isNotNull();
    }

    @Test
    void areRefusedWithAnotherContentNoLongerThanWhatWasReplayedToThemIsKept() {
        here.execute(plain("hello", key), calls);
        calls.succeed("result");
        clock.advance(Duration.ofHours(1));
        here.execute(keyed("hello", key), calls);

        clock.advance(LIFE.minusHours(1).minusMillis(1));
        assertThat(outcome(here.execute(keyed("good bye", otherKey), calls), Outcome.KeyReused.class))
                .isNotNull();

        clock.advance(Duration.ofMillis(1));
        assertThat(here.execute(keyed("good bye", otherKey), calls).toCompletableFuture())
                .isNotDone();
    }

    @Test
    void mayComeWithAnotherContentWhenTheFirstOneFailed() {
        here.execute(keyed("hello", key), calls);
        calls.fail(RATE_LIMITED);

        CompletionStage<Answer> other = here.execute(keyed("good bye", otherKey), calls);
        calls.succeed("other");

        assertThat(text(outcome(other, Outcome.Miss.class).envelope())).isEqualTo("other");
    }

    @Test
    void keepTheirKeyWhenOneThatComesSecondIsTurnedAway() {
        here.execute(keyed("hello", key), calls);
        get(there.calls().stop());
        there.execute(keyed("hello", key), calls);

        assertThat(outcome(here.execute(keyed("good bye", otherKey), calls), Outcome.KeyReused.class))
                .isNotNull();
    }

    @Test
    void giveTheirKeyBackWhenTheyAreTurnedAwayThemselves() {
        get(there.calls().stop());
        there.execute(keyed("hello", key), calls);

        CompletionStage<Answer> other = here.execute(keyed("good bye", otherKey), calls);

        assertThat(other.toCompletableFuture()).isNotDone();
        assertThat(calls.started()).isOne();
    }

    @Test
    void leaveNoKeyBehindIfTheyWantedOnlyWhatIsStored() {
        assertThat(outcome(here.execute(onlyIfStored("hello", key), calls), Outcome.NotStored.class))
                .isNotNull();

        CompletionStage<Answer> other = here.execute(keyed("good bye", otherKey), calls);

        assertThat(other.toCompletableFuture()).isNotDone();
    }

    // --- several at once

    @Test
    void keepTheirKeyWhenOneThatWantedOnlyWhatIsStoredEnds() {
        store.before(Call.FIND, () -> there.execute(keyed("hello", key), calls));
        assertThat(outcome(here.execute(onlyIfStored("hello", key), calls), Outcome.NotStored.class))
                .isNotNull();

        assertThat(calls.started()).isOne();
        assertTheKeyIsTaken();
    }

    @Test
    void keepTheirKeyWhenOneThatFailedEndsAfterTheyHaveBegun() {
        here.execute(keyed("hello", key), calls);
        store.before(Call.REMOVE_RECORD, () -> there.execute(keyed("hello", key), calls));
        calls.fail(RATE_LIMITED);

        assertThat(calls.started()).isEqualTo(2);
        assertTheKeyIsTaken();
    }

    @Test
    void keepTheirKeyWhenAFreshResultIsWantedThatFails() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");
        clock.advance(Duration.ofSeconds(1));

        CompletionStage<Answer> refresh = here.execute(refreshing("hello", key), calls);
        assertTheKeyIsTaken();
        calls.fail(RATE_LIMITED);

        assertThat(outcome(refresh, Outcome.Failed.class)).isNotNull();
        assertTheKeyIsTaken();
        clock.advance(LIFE.minusSeconds(1));
        assertTheKeyIsFree();
    }

    @Test
    void thatWantOnlyWhatIsStoredJustLookWhereTheirKeyPoints() {
        here.execute(onlyIfStored("hello", key), calls);
        here.execute(keyed("hello", key), calls);

        assertThat(outcome(there.execute(onlyIfStored("good bye", otherKey), calls), Outcome.KeyReused.class))
                .isNotNull();
        assertThat(store.asked(Call.PUT_RECORD)).isOne();
        assertThat(store.asked(Call.REMOVE_RECORD)).isZero();
    }

    @Test
    void takeTheirKeyAlsoIfTheyWantedOnlyWhatIsStoredAndThereIsSomething() {
        here.execute(plain("hello", key), calls);
        calls.succeed("result");

        assertThat(outcome(here.execute(onlyIfStored("hello", key), calls), Outcome.Hit.class))
                .isNotNull();

        assertTheKeyIsTaken();
    }

    // --- how long

    @Test
    void leaveNoKeyBehindForLongWhenTheirNodeDies() {
        here.execute(keyed("hello", key), calls);
        Duration longest = LONGEST_WAIT.plus(CALL_DEADLINE);

        clock.advance(longest.minusMillis(1));
        assertTheKeyIsTaken();

        clock.advance(Duration.ofMillis(1));
        assertTheKeyIsFree();
    }

    @Test
    void keepTheirKeyWhileTheirCallRunsHoweverLongTheyHaveWaitedBefore() {
        here.execute(plain("hello", key), calls);
        there.execute(keyed("hello", key), calls);
        timer.pass(LONGEST_WAIT.minusSeconds(1));
        get(here.calls().release());
        timer.pass(Duration.ofSeconds(1));
        assertThat(calls.started()).isEqualTo(2);

        timer.pass(CALL_DEADLINE);

        assertTheKeyIsTaken();
    }

    @Test
    void takeTheirKeyForAsLongAsAResultIsKeptWhoseNodeDiedWithoutDoingSo() {
        here.execute(keyed("hello", key), calls);
        store.hold(Call.REPLACE_RECORD);
        calls.succeed("result");
        store.hold(Call.REPLACE_RECORD, CompletableFuture.completedFuture(null));

        assertThat(outcome(there.execute(keyed("hello", key), calls), Outcome.Hit.class))
                .isNotNull();

        assertTheKeyIsTakenForAsLongAsTheResultIsKept();
    }

    @Test
    void takeTheirKeyForAsLongAsAResultIsKeptForWhichTheyWaited() {
        here.execute(plain("hello", key), calls);
        CompletionStage<Answer> keyed = there.execute(keyed("hello", key), calls);
        calls.succeed("result");
        Instant stored = clock.instant();
        timer.pass(Duration.ofSeconds(1));

        assertThat(outcome(keyed, Outcome.Collapsed.class)).isNotNull();
        clock.advance(Duration.between(clock.instant(), stored));
        assertTheKeyIsTakenForAsLongAsTheResultIsKept();
    }

    @Test
    void takeTheirKeyForLongerWhenTheResultWasReplaced() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");
        clock.advance(Duration.ofHours(1));
        here.execute(Samples.request(Optional.of(key), "hello", NO_CACHE, Optional.empty(), clock), calls);
        calls.succeed("newer");

        there.execute(keyed("hello", key), calls);

        assertTheKeyIsTakenForAsLongAsTheResultIsKept();
    }

    @Test
    void askTheStoreNothingMoreOfTheirKeyWhenTheyAreReplayed() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");
        int before = store.asked(Call.REPLACE_RECORD);

        here.execute(keyed("hello", key), calls);
        there.execute(keyed("hello", key), calls);

        assertThat(store.asked(Call.REPLACE_RECORD)).isEqualTo(before);
        assertThat(store.asked(Call.REMOVE_RECORD)).isZero();
    }

    // --- where they are replayed from

    @Test
    void areReplayedFromWhereTheirKeyPointsAlsoWhenANewVersionWouldLookElsewhere() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");

        CompletionStage<Answer> later = here.execute(keyed("hello", otherKey), calls);

        assertThat(text(outcome(later, Outcome.Hit.class).envelope())).isEqualTo("result");
    }

    @Test
    void pointAtTheNewResultFromThenOnWhenANewVersionIsAskedForAFreshOne() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");
        clock.advance(Duration.ofSeconds(1));
        here.execute(refreshing("hello", otherKey), calls);
        calls.succeed("new");

        CompletionStage<Answer> later = there.execute(keyed("hello", key), calls);

        assertThat(text(outcome(later, Outcome.Hit.class).envelope())).isEqualTo("new");
    }

    @Test
    void areCalledAnewWhereNothingIsLeftBehindTheirKey() {
        here.execute(keyed("hello", key), calls);
        calls.succeed("result");
        store.before(Call.FIND, kept::close);

        CompletionStage<Answer> later = here.execute(keyed("hello", otherKey), calls);
        calls.succeed("new");

        assertThat(text(outcome(later, Outcome.Miss.class).envelope())).isEqualTo("new");
        assertThat(outcome(here.execute(keyed("good bye", newKey()), calls), Outcome.KeyReused.class))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("resultsOfOthers")
    void areNotReplayedFromWhereSomebodyElseMadeTheirKeyPoint(StoreKey others, String content) {
        here.execute(plain(content, others), calls);
        calls.succeed("of others");
        Instant now = clock.instant();
        IdempotencyRecord forged = new IdempotencyRecord(Samples.fingerprint("hello"), "", now, now.plus(LIFE), others);
        get(kept.records().put(recordKey("default", "extract").orElseThrow(), forged));

        CompletionStage<Answer> answer = here.execute(keyed("hello", key), calls);
        calls.succeed("result");

        assertThat(text(outcome(answer, Outcome.Miss.class).envelope())).isEqualTo("result");
    }

    private static List<Arguments> resultsOfOthers() {
        return List.of(
                Arguments.of(Named.of("of another tenant", Samples.key("other", "-")), "hello"),
                Arguments.of(Named.of("of another operation", analysis()), "hello"),
                Arguments.of(Named.of("of another content", newKey()), "good bye"));
    }

    private static StoreKey analysis() {
        return StoreKey.of(
                "default",
                "-",
                new CallerKey("order-4711"),
                "analyze",
                Samples.fingerprint("hello"),
                new EngineDigest("e".repeat(64)));
    }

    @Test
    void ofAnotherTenantOrOperationHaveKeysOfTheirOwn() {
        here.execute(keyed("hello", key), calls);

        for (Optional<RecordKey> elsewhere : List.of(recordKey("other", "extract"), recordKey("default", "analyze"))) {
            CompletionStage<Answer> other = here.execute(request("good bye", newKey(), elsewhere), calls);
            assertThat(other.toCompletableFuture()).isNotDone();
        }
        assertThat(calls.started()).isEqualTo(3);
    }

    private IdempotentRequest keyed(String content, StoreKey storeKey) {
        return request(content, storeKey, recordKey("default", "extract"));
    }

    private IdempotentRequest onlyIfStored(String content, StoreKey storeKey) {
        return directed(content, storeKey, ONLY_IF_CACHED);
    }

    private IdempotentRequest refreshing(String content, StoreKey storeKey) {
        return directed(content, storeKey, NO_CACHE);
    }

    private IdempotentRequest directed(String content, StoreKey storeKey, CacheDirectives directives) {
        return Samples.request(Optional.of(storeKey), content, directives, recordKey("default", "extract"), clock);
    }

    private IdempotentRequest plain(String content, StoreKey storeKey) {
        return request(content, storeKey, Optional.empty());
    }

    private static Optional<RecordKey> recordKey(String tenant, String operation) {
        return Optional.of(RecordKey.of(tenant, operation, new CallerKey("order-4711")));
    }

    private IdempotentRequest request(String content, StoreKey storeKey, Optional<RecordKey> recordKey) {
        return Samples.request(Optional.of(storeKey), content, CacheDirectives.NONE, recordKey, clock);
    }

    private void assertTheKeyIsTaken() {
        assertThat(outcome(there.execute(keyed("good bye", otherKey), calls), Outcome.KeyReused.class))
                .isNotNull();
    }

    /** It was made right now. */
    private void assertTheKeyIsTakenForAsLongAsTheResultIsKept() {
        clock.advance(LIFE.minusMillis(1));
        assertTheKeyIsTaken();
        clock.advance(Duration.ofMillis(1));
        assertTheKeyIsFree();
    }

    /** Whoever comes now is about to call. */
    private void assertTheKeyIsFree() {
        int before = calls.started();
        assertThat(there.execute(keyed("good bye", otherKey), calls).toCompletableFuture())
                .isNotDone();
        assertThat(calls.started()).isEqualTo(before + 1);
    }
}
