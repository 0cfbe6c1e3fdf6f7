package org.meetinginsights.meeting.openai.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(2, Runnable::run);
    private final List<CompletableFuture<String>> started = new ArrayList<>();

    @Test
    void aCallThatEndsStartsTheNextOne() {
        List<CompletableFuture<String>> results = execute(4);
        started.get(0).complete("first");
        started.get(1).completeExceptionally(new IllegalStateException());

        assertThat(started).hasSize(4);
        started.get(2).complete("third");
        assertThat(results.get(0)).isCompletedWithValue("first");
        assertThat(results.get(1)).isCompletedExceptionally();
        assertThat(results.get(2)).isCompletedWithValue("third");
        assertThat(results.get(3)).isNotDone();
    }

    @Test
    void aCallThatCannotStartReleasesItsPermit() {
        for (int i = 0; i < 3; i++) {
            assertThat(bulkhead.execute(() -> {
                        throw new IllegalStateException();
                    }))
                    .isCompletedExceptionally();
        }

        assertThat(execute(1).get(0)).isNotDone();
        assertThat(started).hasSize(1);
    }

    @Test
    void aCancelledCallHoldsItsPermitUntilItEnds() {
        List<CompletableFuture<String>> results = execute(3);
        results.get(0).cancel(true);
        assertThat(started).hasSize(2);

        started.get(0).complete("too late");

        assertThat(started).hasSize(3);
    }

    private List<CompletableFuture<String>> execute(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(number -> bulkhead.execute(() -> {
                            CompletableFuture<String> call = new CompletableFuture<>();
                            started.add(call);
                            return call;
                        })
                        .toCompletableFuture())
                .toList();
    }
}
