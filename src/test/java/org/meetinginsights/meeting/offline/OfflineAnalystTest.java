package org.meetinginsights.meeting.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;

class OfflineAnalystTest {

    @Nested
    class OfEveryRecordedMeeting {

        private static final Map<String, Extraction> EXTRACTIONS = new ConcurrentHashMap<>();
        private static final Map<String, Assessment> ASSESSMENTS = new ConcurrentHashMap<>();

        private static Stream<String> meetings() {
            return RecordedMeetings.names();
        }

        private static Extraction extraction(String name) {
            return EXTRACTIONS.computeIfAbsent(name, made -> Offline.extraction(RecordedMeetings.named(made)));
        }

        private static Assessment assessment(String name) {
            return ASSESSMENTS.computeIfAbsent(name, made -> Offline.assessment(RecordedMeetings.named(made)));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyKeyPointIsASentenceOfTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(extraction(name).keyPoints())
                    .hasSizeBetween(3, 7)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting))
                    .allSatisfy(point -> assertThat(meeting.transcript()).contains(point));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyActionItemIsASentenceOfTheTranscriptAndNoQuestion(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(extraction(name).actionItems())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting))
                    .noneMatch(item -> item.endsWith("?"));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyRiskIsASentenceOfTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(assessment(name).risks())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyTopicStandsInTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(extraction(name).topics())
                    .hasSizeBetween(3, 8)
                    .allSatisfy(topic -> assertThat(meeting.transcript()).contains(topic));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void theSummaryHas100To200Words(String name) {
            assertThat(Words.count(extraction(name).summary())).isBetween(100, 200);
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void theSummaryHasNoDisfluencyMarks(String name) {
            assertThat(extraction(name).summary()).doesNotContain("{").doesNotContainPattern(" [,.?!]");
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void bothOperationsTellTheSame(String name) {
            Extraction extraction = extraction(name);
            Assessment assessment = assessment(name);

            assertThat(assessment.summary()).isEqualTo(extraction.summary());
            assertThat(assessment.keyPoints()).isEqualTo(extraction.keyPoints());
            assertThat(assessment.actionItems()).isEqualTo(extraction.actionItems());
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void anotherAnalystOnAnotherThreadFindsTheSame(String name) {
            OfflineAnalyst other = new OfflineAnalyst(Runnable::run, "offline");

            CompletableFuture<Analysis<Assessment>> elsewhere =
                    CompletableFuture.supplyAsync(() -> other.analyze(RecordedMeetings.named(name), "request")
                            .toCompletableFuture()
                            .join());

            assertThat(elsewhere.join()).isEqualTo(new Analysis.Completed<>(assessment(name), Usage.FREE));
        }

        private static List<String> sentences(Meeting meeting) {
            return Sentences.of(meeting.transcript()).stream()
                    .map(Sentence::text)
                    .toList();
        }
    }

    @Test
    void oneAnalystServesManyThreadsAtOnce() {
        Meeting meeting = RecordedMeetings.named("BR-002");
        List<CompletableFuture<Extraction>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> Offline.extraction(meeting)))
                .limit(32)
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void aResultCostsNothing() {
        Analysis<Extraction> analysis = Offline.ANALYST
                .extract(RecordedMeetings.meeting("Hello."), "request")
                .toCompletableFuture()
                .join();

        assertThat(analysis)
                .isInstanceOfSatisfying(
                        Analysis.Completed.class,
                        completed -> assertThat(completed.usage()).isEqualTo(Usage.FREE));
    }

    @Test
    void theWorkRunsOnTheExecutorItWasGiven() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CompletionStage<Analysis<Extraction>> stage =
                new OfflineAnalyst(waiting::add, "offline").extract(RecordedMeetings.meeting("Hello."), "request");

        assertThat(stage.toCompletableFuture()).isNotDone();
        waiting.remove().run();
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    @Test
    void theSourceIsTheOneItWasGiven() {
        assertThat(new OfflineAnalyst(Runnable::run, "our-own").source()).isEqualTo("our-own");
    }

    @Test
    void twoAnalystsOfTheSameSourceHaveTheSameDigest() {
        assertThat(new OfflineAnalyst(Runnable::run, "offline").engineDigest())
                .isEqualTo(Offline.ANALYST.engineDigest());
    }

    @Test
    void anotherSourceIsAnotherDigest() {
        assertThat(new OfflineAnalyst(Runnable::run, "our-own").engineDigest())
                .isNotEqualTo(Offline.ANALYST.engineDigest());
    }

    @Test
    void aMeetingWithoutAHeaderSaysNothingAboutItself() {
        assertThat(Offline.extraction(RecordedMeetings.named("BR-001")).metadata())
                .isEqualTo(MeetingMetadata.NONE);
    }
}
