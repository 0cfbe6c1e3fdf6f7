package org.meetinginsights.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {

    private final List<Runnable> managed = new ArrayList<>();
    private final List<Runnable> own = new ArrayList<>();
    private boolean stopping;
    private boolean busy;
    private int asked;

    private final ServerThreads threads = new ServerThreads(this::takeIfRunning, own::add);

    @Test
    void areTheServersWhileItGivesAny() {
        Runnable task = () -> {};

        threads.execute(task);

        assertThat(managed).containsExactly(task);
        assertThat(own).isEmpty();
        assertThat(threads.areRefused()).isFalse();
    }

    @Test
    void areOurOwnWhenTheServerStops() {
        Runnable task = () -> {};
        stopping = true;

        threads.execute(task);

        assertThat(own).containsExactly(task);
    }

    @Test
    void areKnownToBeRefusedBeforeAnyTaskNeedsOne() {
        stopping = true;

        assertThat(threads.areRefused()).isTrue();
    }

    @Test
    void areNotAskedForAgainOnceRefused() {
        stopping = true;

        threads.execute(() -> {});
        threads.execute(() -> {});

        assertThat(asked).isOne();
        assertThat(own).hasSize(2);
    }

    @Test
    void areAskedForAgainWhenTheServerIsOnlyBusyAndTheTaskIsDoneAllTheSame() {
        Runnable task = () -> {};
        busy = true;

        threads.execute(task);
        assertThat(own).containsExactly(task);
        assertThat(threads.areRefused()).isFalse();

        busy = false;
        threads.execute(task);
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
