package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private final WaitingLine line = new WaitingLine(2, Runnable::run);
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    @Test
    void whoEndsWellOrBadlyLetsTheNextOneIn() {
        List<CompletableFuture<String>> results = take(4);
        begun.get(0).complete("first");
        begun.get(1).completeExceptionally(new IllegalStateException());

        assertThat(begun).hasSize(4);
        begun.get(2).complete("third");
        assertThat(results.get(0)).isCompletedWithValue("first");
        assertThat(results.get(1)).isCompletedExceptionally();
        assertThat(results.get(2)).isCompletedWithValue("third");
        assertThat(results.get(3)).isNotDone();
    }

    @Test
    void aCallThatCannotBeginGivesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            assertThat(line.take(() -> {
                        throw new IllegalStateException();
                    }))
                    .isCompletedExceptionally();
        }

        assertThat(take(1).get(0)).isNotDone();
        assertThat(begun).hasSize(1);
    }

    @Test
    void whoeverHangsUpKeepsThePlaceUntilTheCallEnds() {
        List<CompletableFuture<String>> results = take(3);
        results.get(0).cancel(true);
        assertThat(begun).hasSize(2);

        begun.get(0).complete("nobody listens");

        assertThat(begun).hasSize(3);
    }

    private List<CompletableFuture<String>> take(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(number -> line.take(() -> {
                    CompletableFuture<String> call = new CompletableFuture<>();
                    begun.add(call);
                    return call;
                }))
                .toList();
    }
}
