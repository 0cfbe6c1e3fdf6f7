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
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.offline.transcript.ParsedSentences;
import org.meetinginsights.meeting.offline.transcript.Sentence;
import org.meetinginsights.meeting.offline.transcript.Words;

class OfflineAnalystTest {

    @Nested
    class OfEveryRecordedMeeting {

        private static final Map<String, Extraction> EXTRACTIONS = new ConcurrentHashMap<>();
        private static final Map<String, Assessment> ASSESSMENTS = new ConcurrentHashMap<>();

        private static Stream<String> meetings() {
            return RecordedMeetings.names();
        }

        private static Extraction extraction(String name) {
            return EXTRACTIONS.computeIfAbsent(name, made -> OfflineAnalysis.extraction(RecordedMeetings.named(made)));
        }

        private static Assessment assessment(String name) {
            return ASSESSMENTS.computeIfAbsent(name, made -> OfflineAnalysis.assessment(RecordedMeetings.named(made)));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyKeyPointIsASentenceOfTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(OfflineAnalysis.extraction(meeting).keyPoints())
                    .hasSizeBetween(3, 7)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting))
                    .allSatisfy(point -> assertThat(meeting.transcript()).contains(point));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyActionItemIsASentenceOfTheTranscriptAndNoQuestion(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(OfflineAnalysis.extraction(meeting).actionItems())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting))
                    .noneMatch(item -> item.endsWith("?"));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyRiskIsASentenceOfTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(OfflineAnalysis.assessment(meeting).risks())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf(sentences(meeting));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void everyTopicIsInTheTranscript(String name) {
            Meeting meeting = RecordedMeetings.named(name);

            assertThat(OfflineAnalysis.extraction(meeting).topics())
                    .hasSizeBetween(3, 8)
                    .allSatisfy(topic -> assertThat(meeting.transcript()).contains(topic));
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void theSummaryHas100To200Words(String name) {
            assertThat(Words.count(OfflineAnalysis.extraction(RecordedMeetings.named(name))
                            .summary()))
                    .isBetween(100, 200);
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void theSummaryHasNoMarkers(String name) {
            assertThat(OfflineAnalysis.extraction(RecordedMeetings.named(name)).summary())
                    .doesNotContain("{")
                    .doesNotContainPattern(" [,.?!]");
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void bothOperationsAgree(String name) {
            Extraction extraction = OfflineAnalysis.extraction(RecordedMeetings.named(name));
            Assessment assessment = OfflineAnalysis.assessment(RecordedMeetings.named(name));

            assertThat(assessment.summary()).isEqualTo(extraction.summary());
            assertThat(assessment.keyPoints()).isEqualTo(extraction.keyPoints());
            assertThat(assessment.actionItems()).isEqualTo(extraction.actionItems());
        }

        @ParameterizedTest
        @MethodSource("meetings")
        void anotherAnalystOnAnotherThreadFindsTheSame(String name) {
            OfflineAnalyst other = new OfflineAnalyst(Runnable::run, "offline");

            CompletableFuture<Analysis> elsewhere = CompletableFuture.supplyAsync(() -> other.analyze(
                            Operation.ANALYZE, RecordedMeetings.named(name), new Caller("test", "key", "request"))
                    .toCompletableFuture()
                    .join());

            assertThat(elsewhere.join()).isEqualTo(new Analysis.Completed(assessment(name), Usage.FREE));
        }

        private static List<String> sentences(Meeting meeting) {
            return ParsedSentences.of(meeting.transcript()).stream()
                    .map(Sentence::text)
                    .toList();
        }
    }

    @Test
    void oneAnalystServesManyThreadsAtOnce() {
        Meeting meeting = RecordedMeetings.named("BR-002");
        List<CompletableFuture<Extraction>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> OfflineAnalysis.extraction(meeting)))
                .limit(32)
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void aResultCostsNothing() {
        Analysis analysis = OfflineAnalysis.ANALYST
                .analyze(Operation.EXTRACT, RecordedMeetings.meeting("Hello."), new Caller("test", "key", "request"))
                .toCompletableFuture()
                .join();

        assertThat(analysis)
                .isInstanceOfSatisfying(
                        Analysis.Completed.class,
                        completed -> assertThat(completed.usage()).isEqualTo(Usage.FREE));
    }

    @Test
    void theWorkRunsOnTheGivenExecutor() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CompletionStage<Analysis> stage = new OfflineAnalyst(waiting::add, "offline")
                .analyze(Operation.EXTRACT, RecordedMeetings.meeting("Hello."), new Caller("test", "key", "request"));

        assertThat(stage.toCompletableFuture()).isNotDone();
        waiting.remove().run();
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    @Test
    void theSourceIsTheGivenOne() {
        assertThat(new OfflineAnalyst(Runnable::run, "our-own").source()).isEqualTo("our-own");
    }

    @Test
    void twoAnalystsOfTheSameSourceHaveTheSameDigest() {
        assertThat(new OfflineAnalyst(Runnable::run, "offline").engineDigest())
                .isEqualTo(OfflineAnalysis.ANALYST.engineDigest());
    }

    @Test
    void anotherSourceIsAnotherDigest() {
        assertThat(new OfflineAnalyst(Runnable::run, "our-own").engineDigest())
                .isNotEqualTo(OfflineAnalysis.ANALYST.engineDigest());
    }

    @Test
    void aMeetingWithoutAHeaderHasNoMetadata() {
        assertThat(OfflineAnalysis.extraction(RecordedMeetings.named("BR-001")).metadata())
                .isEqualTo(MeetingMetadata.NONE);
    }
}
