package org.meetinginsights.observability.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.meeting.MeetingReceived;

/** Writes a line for each valid request and records the size of its transcript. */
@ApplicationScoped
public class IncomingLog {

    private static final EventLog LOG = new EventLog("org.meetinginsights.requests");

    private Histogram transcriptSize;

    IncomingLog() {
        // For the client proxy.
    }

    @Inject
    public IncomingLog(MetricRegistry registry) {
        transcriptSize = registry.histogram("transcript_size_bytes");
    }

    void onReceived(@Observes MeetingReceived received) {
        transcriptSize.update(received.transcriptBytes());
        LOG.info(() -> LogLine.of(
                received.requestId(),
                "INCOMING",
                "POST /" + received.operation().label() + " received",
                "format=" + received.format()));
    }
}
