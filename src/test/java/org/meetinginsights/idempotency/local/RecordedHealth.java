package org.meetinginsights.idempotency.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told about the shared store. */
public final class RecordedHealth implements SharedStoreHealth.Listener {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** Each going away and coming back, in order. */
    List<String> events() {
        return events;
    }

    List<Throwable> failures() {
        return failures;
    }

    @Override
    public void back() {
        events.add("back");
    }

    @Override
    public void away() {
        events.add("away");
    }

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }
}
