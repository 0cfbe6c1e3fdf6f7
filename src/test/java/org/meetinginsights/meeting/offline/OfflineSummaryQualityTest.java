package org.meetinginsights.meeting.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.meetinginsights.meeting.offline.transcript.Words;

class OfflineSummaryQualityTest {

    private static final int LEAD = 150;

    private final Map<String, String> references = RecordedMeetings.referenceSummaries();

    @Test
    void theSummaryHasABetterRougeScoreThanTheFirstWords() {
        double ours =
                meanF1(transcript -> OfflineAnalysis.extraction(transcript).summary());
        double lead = meanF1(transcript -> String.join(" ", Words.first(LEAD, transcript)));

        System.out.printf(
                "ROUGE-1 F1, mean of %d meetings: offline summary %.3f, first %d words %.3f%n",
                references.size(), ours, LEAD, lead);
        assertThat(ours).isGreaterThan(lead);
    }

    private double meanF1(UnaryOperator<String> summarise) {
        return references.entrySet().stream()
                .mapToDouble(reference -> Rouge.f1(
                        summarise.apply(
                                RecordedMeetings.named(reference.getKey()).transcript()),
                        reference.getValue()))
                .average()
                .orElseThrow();
    }
}
