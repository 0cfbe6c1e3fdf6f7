package org.meetinginsights.meeting.offline;

import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Findings;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.Operation;

/** Calls the offline analyst and waits for its findings. */
final class OfflineAnalysis {

    static final OfflineAnalyst ANALYST = new OfflineAnalyst(Runnable::run, "offline");

    private OfflineAnalysis() {}

    static Extraction extraction(String transcript) {
        return extraction(RecordedMeetings.meeting(transcript));
    }

    static Extraction extraction(Meeting meeting) {
        return (Extraction) findings(ANALYST.analyze(Operation.EXTRACT, meeting, new Caller("test", "key", "request"))
                .toCompletableFuture()
                .join());
    }

    static Assessment assessment(String transcript) {
        return assessment(RecordedMeetings.meeting(transcript));
    }

    static Assessment assessment(Meeting meeting) {
        return (Assessment) findings(ANALYST.analyze(Operation.ANALYZE, meeting, new Caller("test", "key", "request"))
                .toCompletableFuture()
                .join());
    }

    private static Findings findings(Analysis analysis) {
        return ((Analysis.Completed) analysis).findings();
    }
}
