package org.meetinginsights.meeting.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OfflineAnalystSpeedTest {

    private static final int LARGEST = 2 << 20;

    private static Stream<Arguments> largestTranscripts() {
        String meeting = RecordedMeetings.named("Bmr006").transcript();
        return Stream.of(
                arguments("a long meeting", meeting),
                arguments("all in one line", meeting.replace('\n', ' ')),
                arguments("no full stops", meeting.replaceAll("[.?!\\n]", "")),
                arguments("blanks", " ".repeat(500_000) + "x"),
                arguments("a header of blanks", "Meeting ID:" + " ".repeat(1_000_000) + "x"),
                arguments("labels", "a:"),
                arguments("abbreviations", "Sr. "),
                arguments("full stops", ". "));
    }

    @Test
    void aMeetingOf120KilobytesTakesLessThan300Milliseconds() {
        String transcript = RecordedMeetings.named("Bmr006").transcript();
        long fastest = IntStream.range(0, 5)
                .mapToLong(run -> elapsed(transcript).toMillis())
                .min()
                .orElseThrow();

        System.out.printf("%d characters: %d ms%n", transcript.length(), fastest);
        assertThat(fastest).isLessThan(300);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largestTranscripts")
    void theLargestTranscriptTakesLessThanFiveSeconds(String shape, String piece) {
        String transcript = piece.repeat(LARGEST / piece.length() + 1).substring(0, LARGEST);
        Duration elapsed = elapsed(transcript);

        System.out.printf("%d characters (%s): %d ms%n", transcript.length(), shape, elapsed.toMillis());
        assertThat(elapsed).isLessThan(Duration.ofSeconds(5));
    }

    /** The processor time of this thread, so that other load on the machine does not count. */
    private static Duration elapsed(String transcript) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        OfflineAnalysis.assessment(transcript);
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }
}
