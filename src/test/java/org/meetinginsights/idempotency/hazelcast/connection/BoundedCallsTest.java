package org.meetinginsights.idempotency.hazelcast.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetinginsights.idempotency.Samples.get;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

class BoundedCallsTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int THREADS = 8;
    private static final int MOST_WAITING = 1_024;

    private final ThreadPoolExecutor continuations =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final BoundedCalls calls = new BoundedCalls("call", THREADS, continuations);
    private final CountDownLatch hazelcastIsBack = new CountDownLatch(1);

    @AfterEach
    void stop() {
        hazelcastIsBack.countDown();
        calls.close();
        continuations.shutdownNow();
    }

    @Test
    void anAnswerInTimeIsTheAnswer() {
        assertThat(get(calls.blocking(LONG, () -> "answer"))).isEqualTo("answer");
        assertThat(get(calls.answer(LONG, () -> CompletableFuture.completedFuture("answer"))))
                .isEqualTo("answer");
    }

    @Test
    void whatFollowsAnAnswerDoesNotRunOnTheThreadThatBroughtIt() {
        get(calls.blocking(LONG, () -> "answer"));
        get(calls.answer(LONG, () -> CompletableFuture.completedFuture("answer")));

        assertThat(continuations.getTaskCount()).isEqualTo(2);
    }

    @Test
    void nothingIsAnAnswerToo() {
        assertThat(get(calls.<String>blocking(LONG, () -> null))).isNull();
    }

    @Test
    void anErrorOfHazelcastsMeansUnavailable() {
        IllegalStateException error = new IllegalStateException("not active");

        assertUnavailable(calls.blocking(LONG, () -> {
            throw error;
        }));
        assertUnavailable(calls.answer(LONG, () -> CompletableFuture.failedFuture(error)));
        assertUnavailable(calls.answer(LONG, () -> {
            throw error;
        }));
    }

    @Test
    void anAnswerThatIsTooLateMeansUnavailable() {
        assertThatThrownBy(() -> get(calls.blocking(SHORT, this::hangs)))
                .hasRootCauseInstanceOf(TimeoutException.class);
        assertUnavailable(calls.answer(SHORT, CompletableFuture::new));
    }

    @Test
    void aCallThatHasNotBegunInTimeNeverBegins() {
        occupyAllThreads();
        AtomicBoolean begun = new AtomicBoolean();
        assertUnavailable(calls.blocking(SHORT, () -> {
            begun.set(true);
            return "too late";
        }));

        hazelcastIsBack.countDown();
        for (int i = 0; i < THREADS; i++) {
            get(calls.blocking(LONG, () -> "whoever comes next has to wait for those before"));
        }

        assertThat(begun).isFalse();
    }

    @Test
    void aFullPoolMeansUnavailableAtOnce() {
        for (int i = 0; i < THREADS + MOST_WAITING; i++) {
            calls.blocking(LONG, this::hangs);
        }

        assertThat(calls.blocking(LONG, () -> "no room").toCompletableFuture()).isCompletedExceptionally();
        assertUnavailable(calls.blocking(LONG, () -> "no room"));
    }

    @Test
    void theFirstOfSeveralAnswersIsEnough() {
        String first = get(calls.anyAnswer(
                LONG,
                List.of(
                        CompletableFuture::new,
                        () -> CompletableFuture.failedFuture(new IllegalStateException("frozen")),
                        () -> CompletableFuture.completedFuture("here"))));

        assertThat(first).isEqualTo("here");
    }

    @Test
    void noAnswerOfSeveralMeansUnavailable() {
        assertUnavailable(calls.<String>anyAnswer(
                SHORT,
                List.of(
                        CompletableFuture::new,
                        () -> CompletableFuture.failedFuture(new IllegalStateException("frozen")))));
    }

    @Test
    void aPoolThatIsClosedMeansUnavailable() {
        calls.close();

        assertUnavailable(calls.blocking(LONG, () -> "closed"));
    }

    private void occupyAllThreads() {
        for (int i = 0; i < THREADS; i++) {
            calls.blocking(LONG, this::hangs);
        }
    }

    private String hangs() {
        try {
            hazelcastIsBack.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }

    private static void assertUnavailable(CompletionStage<?> answer) {
        assertThatThrownBy(() -> get(answer))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(StoreUnavailableException.class);
    }
}
