package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Many requests at once on three nodes that nothing happens to, and before anything does. */
interface CrowdTestCases {

    Cluster cluster();

    @Order(0)
    @Test
    default void threeHundredEqualRequestsCostOneCall() {
        String meeting = Meeting.fresh("equal");
        cluster().model().take(meeting, Duration.ofSeconds(2));

        List<Exchange> answers = join(IntStream.range(0, 300).mapToObj(i -> ask(i, meeting)));

        assertThat(answers).allMatch(Exchange::isOk);
        assertThat(cluster().model().calls(meeting)).isEqualTo(1);
        assertThat(differentAnswers(answers)).isEqualTo(1);
    }

    @Order(0)
    @Test
    default void nineHundredRequestsForAHundredMeetingsCostAHundredCalls() {
        List<String> meetings =
                IntStream.range(0, 100).mapToObj(i -> Meeting.fresh("many")).toList();

        List<Exchange> answers = join(IntStream.range(0, 900).mapToObj(i -> ask(i, meetings.get(i / 9))));

        assertThat(answers).allMatch(Exchange::isOk);
        assertThat(meetings.stream()
                        .filter(meeting -> cluster().model().calls(meeting) != 1)
                        .map(meeting -> meeting + " by " + cluster().model().payers(meeting)))
                .isEmpty();
        assertThat(differentAnswers(answers)).isEqualTo(100);
    }

    @Order(0)
    @Test
    default void twentyWhoWaitForACallThatFailsShareItsProblemAndTheNextTriesAnew() {
        String meeting = Meeting.fresh("failing");
        cluster().model().take(meeting, Duration.ofSeconds(3));
        cluster().model().failOnce(meeting);

        List<Exchange> problems = join(IntStream.range(0, 20).mapToObj(i -> ask(i % 2, meeting)));

        assertThat(problems).extracting(Exchange::status).containsOnly(502);
        assertThat(problems).extracting(CrowdTestCases::problem).containsOnly(problem(problems.get(0)));
        assertThat(cluster().model().calls(meeting)).isEqualTo(1);
        // Sent after the failure, it finds neither that nor its claim.
        cluster().model().take(meeting, Duration.ofMillis(100));
        assertThat(ask(2, meeting).join()).matches(Exchange::isOk);
        assertThat(cluster().model().calls(meeting)).isEqualTo(2);
    }

    private CompletableFuture<Exchange> ask(int number, String meeting) {
        return Balancer.ask(cluster().nodes().get(number % 3), meeting);
    }

    private static long differentAnswers(List<Exchange> answers) {
        return answers.stream().map(Exchange::body).distinct().count();
    }

    /** What is the same for all who share it. */
    private static String problem(Exchange exchange) {
        return Json.createObjectBuilder(
                        Json.createReader(new StringReader(exchange.body())).readObject())
                .remove("request_id")
                .build()
                .toString();
    }

    private static List<Exchange> join(Stream<CompletableFuture<Exchange>> requests) {
        return requests.toList().stream().map(CompletableFuture::join).toList();
    }
}
