package org.meetinginsights.meeting.openai;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that records delays and does not wait. */
final class ImmediateTimer extends ScheduledThreadPoolExecutor {

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    ImmediateTimer() {
        super(1);
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        pauses.add(Duration.of(delay, unit.toChronoUnit()));
        return super.schedule(command, 0, unit);
    }
}
