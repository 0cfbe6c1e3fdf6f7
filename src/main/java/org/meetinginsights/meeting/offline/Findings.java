package org.meetinginsights.meeting.offline;

import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;

/** What is found in one transcript. */
final class Findings {

    private final Reading reading;
    private final Selection selection;
    private final CuedSentences cued;

    Findings(Reading reading) {
        this.reading = reading;
        this.selection = new Selection(new Salience(reading.sentences()));
        this.cued = new CuedSentences(reading, selection);
    }

    Extraction extraction() {
        return new Extraction(
                reading.metadata(),
                Summary.of(reading, selection),
                KeyPoints.of(reading, selection),
                cued.actionItems(),
                Topics.of(reading));
    }

    Assessment assessment() {
        return new Assessment(
                reading.metadata(),
                Sentiment.of(reading),
                Summary.of(reading, selection),
                KeyPoints.of(reading, selection),
                cued.actionItems(),
                cued.risks());
    }
}
