package org.meetinginsights.meeting.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;

class OfflineAnalystFindingsTest {

    @Nested
    class InAPortugueseMeeting {

        private final Extraction extraction = OfflineAnalysis.extraction(RecordedMeetings.named("BR-001"));
        private final Assessment assessment = OfflineAnalysis.assessment(RecordedMeetings.named("BR-001"));

        @Test
        void promisesAreActionItems() {
            assertThat(extraction.actionItems())
                    .contains(
                            "Mande com cópia para o meu filho, por favor, que ele olha essas coisas.",
                            "Vou pedir o estorno desses três meses também.");
        }

        @Test
        void worriesAreRisks() {
            assertThat(assessment.risks())
                    .contains(
                            "Fiquei muito chateada, porque ninguém me explicou que podia cair.",
                            "E se o banco quebrar?");
        }

        @Test
        void frequentTermsAreTopics() {
            assertThat(extraction.topics()).contains("LCI", "perfil", "liquidez diária");
        }

        @Test
        void aMeetingThatEndsWellIsNotNegative() {
            assertThat(assessment.sentimentScore()).isBetween(0.4, 0.8);
        }
    }

    @Test
    void aMeetingFullOfComplaintsIsNegative() {
        assertThat(OfflineAnalysis.assessment(RecordedMeetings.named("BR-002")).sentimentScore())
                .isLessThan(0.4);
    }

    @Test
    void promisesAndWorriesAreFoundInEnglish() {
        Assessment assessment = OfflineAnalysis.assessment("""
                Ana: We will send the revised contract by Friday.
                Bob: I am worried about another delay of the shipment.
                Ana: Could you send the invoice?
                """);

        assertThat(assessment.actionItems()).containsExactly("We will send the revised contract by Friday.");
        assertThat(assessment.risks()).containsExactly("I am worried about another delay of the shipment.");
    }

    @Test
    void aNegatedRiskIsNotARisk() {
        assertThat(OfflineAnalysis.assessment("Pode ser sem vídeo, sem problema para a reunião.")
                        .risks())
                .isEmpty();
    }

    @Test
    void aMeetingWithoutSentimentIsNeutral() {
        assertThat(OfflineAnalysis.assessment("The table has four legs.").sentimentScore())
                .isEqualTo(0.5);
    }

    @Test
    void aNegationReversesTheSentiment() {
        assertThat(OfflineAnalysis.assessment("This is not good.").sentimentScore())
                .isLessThan(0.5);
        assertThat(OfflineAnalysis.assessment("Eu não gostei.").sentimentScore())
                .isLessThan(0.5);
    }

    @Test
    void theHeaderIsReadAsMetadata() {
        Extraction extraction =
                OfflineAnalysis.extraction("Meeting ID: M-7\nDate: 2025-10-15\n\nAna: We sold the old printer.\n");

        assertThat(extraction.metadata().meetingId()).isEqualTo("M-7");
        assertThat(extraction.metadata().meetDate()).isEqualTo("2025-10-15");
        assertThat(extraction.keyPoints()).containsExactly("We sold the old printer.");
    }
}
