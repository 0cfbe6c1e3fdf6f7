package org.meetinginsights.idempotency.hazelcast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.StoreUnavailableException;

class SilentMembersTest {

    private final UUID member = UUID.randomUUID();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final SilentMembers silentMembers = new SilentMembers(later::add);

    @Test
    void aMemberThatGivesNothingBackGetsNoMoreCalls() {
        keepAllItMay();

        waitLong();

        assertThatThrownBy(this::call).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anotherMemberGetsItsCalls() {
        keepAllItMay();

        waitLong();

        assertThatCode(() -> silentMembers.bear(UUID.randomUUID(), new CompletableFuture<>()))
                .doesNotThrowAnyException();
    }

    @Test
    void aMemberThatGivesOthersBackMeanwhileIsOnlyBusy() {
        keepAllItMay();
        call().complete(null);

        waitLong();

        assertThatCode(this::call).doesNotThrowAnyException();
    }

    @Test
    void aMemberThatWasBusyAndThenGivesNothingBackGetsNoMoreCalls() {
        keepAllItMay();
        call().complete(null);

        waitLong();
        waitLong();

        assertThatThrownBy(this::call).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aMemberThatWakesGetsCallsAgain() {
        CompletableFuture<Void> kept = keepAllItMay();
        waitLong();

        kept.complete(null);

        assertThatCode(this::call).doesNotThrowAnyException();
    }

    private CompletableFuture<Void> keepAllItMay() {
        for (int i = 1; i < SilentMembers.MOST_KEPT; i++) {
            call();
        }
        return call();
    }

    private CompletableFuture<Void> call() {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        silentMembers.bear(member, returned);
        return returned;
    }

    private void waitLong() {
        for (int due = later.size(); due > 0; due--) {
            later.remove().run();
        }
    }
}
