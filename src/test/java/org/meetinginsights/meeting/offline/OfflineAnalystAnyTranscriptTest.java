package org.meetinginsights.meeting.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.offline.transcript.Words;

class OfflineAnalystAnyTranscriptTest {

    private static final int MAX_ITEM_LENGTH = 400;

    private static Stream<Arguments> longTranscripts() {
        return Stream.of(
                arguments("5000 words without a full stop", words(5_000, index -> "word" + index)),
                arguments("always the same word", words(200, index -> "yes")),
                arguments("always the same sentence", "We need more time. ".repeat(60)),
                arguments("disfluencies only", "{disfmarker} um {vocalsound} uh ".repeat(100)),
                arguments("a label on every line", "A: x\n".repeat(100)),
                arguments("questions only", "Ana: Who will pay for this house?\nBob: Why?\n".repeat(30)),
                arguments("numbers", words(300, String::valueOf)),
                arguments("full stops", ". ".repeat(200)),
                arguments("abbreviations", "Sr. ".repeat(250)),
                arguments("emoji", "😀 ".repeat(250)),
                arguments("Chinese in lines", "张三：我们下周讨论预算 问题。\n".repeat(150)),
                arguments("words of 10 000 letters", ("x".repeat(10_000) + " ").repeat(200)),
                arguments(
                        "no-break spaces",
                        words(200, index -> "palavra" + index).replace(' ', '\u00a0')),
                arguments("exactly 200 words", words(200, index -> "word" + index)),
                arguments("one word a line", words(400, index -> "Word" + index).replace(' ', '\n')),
                arguments(
                        "a header and little else",
                        "Meeting ID: M-1\nType: " + "x".repeat(60) + "\n\n" + "um ".repeat(200)));
    }

    private static Stream<Arguments> shortTranscripts() {
        return Stream.of(
                arguments("one word", "Olá"),
                arguments("one sign", "."),
                arguments("one emoji", "👩‍👩‍👧"),
                arguments("a disfluency", "{disfmarker}"),
                arguments("fillers", "um uh hmm"),
                arguments("a label", "Banker:"),
                arguments("a header alone", "Meeting ID: M-1\nDate: 2025-10-15\n\n"),
                arguments("Chinese", "我们下周讨论预算问题。客户担心费用太高。"),
                arguments("Chinese without an end", "预算".repeat(5_000)),
                arguments("Arabic", "سنناقش الميزانية في الأسبوع المقبل. العميل قلق."),
                arguments("an endless word", "We saw " + "x".repeat(100_000)),
                arguments("an address", "See https://example.org/a?b=c!d now"),
                arguments("endless emoji", "😀".repeat(50_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longTranscripts")
    void aLongTranscriptHasASummaryOf100To200Words(String shape, String transcript) {
        assertThat(Words.count(transcript)).isGreaterThanOrEqualTo(200);
        assertThat(Words.count(OfflineAnalysis.extraction(transcript).summary()))
                .isBetween(100, 200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortTranscripts")
    void aShortTranscriptHasAShorterSummary(String shape, String transcript) {
        assertThat(Words.count(OfflineAnalysis.extraction(transcript).summary()))
                .isBetween(1, Math.min(200, Words.count(transcript)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"longTranscripts", "shortTranscripts"})
    void everyKeyPointIsAShortPartOfTheTranscript(String shape, String transcript) {
        assertThat(OfflineAnalysis.extraction(transcript).keyPoints()).allSatisfy(point -> {
            assertThat(transcript).contains(point);
            assertThat(point).isNotBlank().hasSizeLessThanOrEqualTo(MAX_ITEM_LENGTH);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"longTranscripts", "shortTranscripts"})
    void thereIsAlwaysASentimentScore(String shape, String transcript) {
        assertThat(OfflineAnalysis.assessment(transcript).sentimentScore()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 50, 99, 100, 150, 199, 200, 201, 250})
    void aSummaryIsNeverLongerThanTheTranscript(int more) {
        String transcript = words(1 + more, index -> "Palavra" + index + ".");

        assertThat(Words.count(OfflineAnalysis.extraction(transcript).summary()))
                .isLessThanOrEqualTo(1 + more);
    }

    @Test
    void oneWordIsItsOwnKeyPoint() {
        assertThat(OfflineAnalysis.extraction("Budget").keyPoints()).containsExactly("Budget");
    }

    @Test
    void disfluenciesAreNotKeyPoints() {
        assertThat(OfflineAnalysis.extraction("A: {disfmarker} um .\nB: {vocalsound} uh , hmm .\n".repeat(50))
                        .keyPoints())
                .isEmpty();
    }

    @Test
    void sentencesWithoutMarkersArePreferred() {
        Extraction extraction = OfflineAnalysis.extraction("""
                Ana: The {disfmarker} budget of the factory {pause} pays for two new machines .
                Ana: The factory budget pays for a second delivery van.
                Bob: The supplier delivers both machines before the summer holidays.
                Bob: Our insurance covers the transport of both machines.
                """);

        assertThat(extraction.keyPoints()).hasSize(3).noneMatch(point -> point.contains("{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u2028", "\n\n\n", " \t\r\n"})
    void everyLineEndingEndsATurn(String lineEnding) {
        String transcript =
                "Ana: The budget pays for two machines" + lineEnding + "Bob: The supplier delivers them soon";

        assertThat(OfflineAnalysis.extraction(transcript).keyPoints())
                .containsExactly("The budget pays for two machines", "The supplier delivers them soon");
    }

    @Test
    void speakersAreRecognisedWithinALine() {
        String transcript = "Ana: The budget pays for two machines. Bob: The supplier delivers them in the summer.";

        assertThat(OfflineAnalysis.extraction(transcript).keyPoints())
                .containsExactly("The budget pays for two machines.", "The supplier delivers them in the summer.");
    }

    private static String words(int count, IntFunction<String> word) {
        return IntStream.range(0, count).mapToObj(word).collect(Collectors.joining(" "));
    }
}
