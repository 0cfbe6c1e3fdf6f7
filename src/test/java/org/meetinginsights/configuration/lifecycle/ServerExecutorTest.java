package org.meetinginsights.configuration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ServerExecutorTest {

    private final List<Runnable> managed = new ArrayList<>();
    private final List<Runnable> fallback = new ArrayList<>();
    private boolean stopping;
    private boolean busy;
    private int asked;

    private final ServerExecutor executor = new ServerExecutor(this::takeIfRunning, fallback::add);

    @Test
    void tasksRunOnTheServersExecutor() {
        Runnable task = () -> {};

        executor.execute(task);

        assertThat(managed).containsExactly(task);
        assertThat(fallback).isEmpty();
        assertThat(executor.isServerStopping()).isFalse();
    }

    @Test
    void tasksRunOnTheFallbackWhenTheServerStops() {
        Runnable task = () -> {};
        stopping = true;

        executor.execute(task);

        assertThat(fallback).containsExactly(task);
    }

    @Test
    void theStopIsDetectedBeforeATaskIsRefused() {
        stopping = true;

        assertThat(executor.isServerStopping()).isTrue();
    }

    @Test
    void theServersExecutorIsNotAskedAgainAfterTheStop() {
        stopping = true;

        executor.execute(() -> {});
        executor.execute(() -> {});

        assertThat(asked).isOne();
        assertThat(fallback).hasSize(2);
    }

    @Test
    void aBusyExecutorIsAskedAgainAndTheRefusedTaskStillRuns() {
        Runnable task = () -> {};
        busy = true;

        executor.execute(task);
        assertThat(fallback).containsExactly(task);
        assertThat(executor.isServerStopping()).isFalse();

        busy = false;
        executor.execute(task);
        assertThat(managed).containsExactly(task);
    }

    private void takeIfRunning(Runnable task) {
        asked++;
        if (stopping) {
            throw new RejectedExecutionException(
                    "CWWKE1202E: A task cannot be submitted because the executor default has been shut down.");
        }
        if (busy) {
            throw new RejectedExecutionException(
                    "CWWKE1201E: A task cannot be submitted to executor default because the"
                            + " task queue with maxQueueSize of 1 remains at capacity.");
        }
        managed.add(task);
    }
}
