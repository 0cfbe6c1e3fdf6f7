package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.client.MeetingInsightsClient;
import org.meetinginsights.client.ProblemResponseException;
import org.meetinginsights.meeting.ExtractedMeeting;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.MeetingRequest;

/** The service as it comes: no key, so the offline analyst and callers of this machine; one node, so a cluster of one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OfflineServiceIT extends SlowConnectionTestCases
        implements RequestControlTestCases, LocalAccessTestCases, AbuseTestCases {

    private static final String PROBLEM_JSON = "application/problem+json";

    private final Service service = new Service();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                        Map.of("HAZELCAST_PORT", "5791", "CACHE_MAX_SIZE_MB", Integer.toString(Fuzz.MAX_SIZE_MB)))
                .addClasses(StoreLookApplication.class, StoreLookApplication.Look.class);
    }

    @BeforeEach
    void theClusterOfOneIsThere() {
        service.awaitBackend("embedded");
    }

    private JsonObject readiness() {
        return json(service.get("health/ready"))
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data");
    }

    // --- the main job

    @ParameterizedTest
    @MethodSource("everyMeetingForBothOperations")
    void everyRealMeetingIsMadeOnceAndThenReplayedByteForByte(String operation, String name) {
        HttpResponse<String> first = service.post(operation, Meetings.body(name));
        HttpResponse<String> second = service.post(operation, Meetings.body(name));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Cache-Status")).isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400");
        assertThat(header(second, "Cache-Status")).matches("MeetingInsights; hit; ttl=86\\d{3}");
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static Stream<Arguments> everyMeetingForBothOperations() {
        return Stream.of("extract", "analyze")
                .flatMap(operation -> Meetings.names().map(name -> Arguments.of(operation, name)));
    }

    @Test
    void aHitSaysHowOldItIsAndThatItIsAReplay() {
        String body = Meetings.fresh();
        HttpResponse<String> miss = service.post("extract", body);
        HttpResponse<String> hit = service.post("extract", body);

        assertThat(header(miss, "Age") + header(miss, "Idempotent-Replayed")).isEmpty();
        assertThat(header(hit, "Age")).matches("\\d+");
        assertThat(header(hit, "Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void bothFormsOfAMeetingAreTheSameRequest() {
        String id = "MTG-" + UUID.randomUUID();
        service.post("extract", Meetings.withId(id));
        String formB = """
                {"raw_meeting": {"meet_id": "%s", "customer_id": "CUST-1", "customer_name": "Ana Souza",
                 "customer_email": "ana@example.com", "banker_id": "B-1", "banker_name": "Rui Costa", "meet_type": "Review",
                 "meet_date": "2025-10-15T10:00:00+00:00", "something_else": [1, {"deep": null}],
                 "meet_transcription": "Banker: Good morning. Client: I am worried about the fees. Banker: I will send the new offer by Friday."}}""".formatted(id);

        assertThat(header(service.post("extract", formB), "Cache-Status")).contains("; hit");
    }

    @Test
    void withoutIdsARequestBypassesTheCacheEachTime() {
        String body = "{\"transcript\": \"Client: The card was blocked again.\"}";
        service.post("extract", body);
        HttpResponse<String> second = service.post("extract", body);

        assertThat(header(second, "Cache-Status")).isEqualTo("MeetingInsights; fwd=bypass; detail=NO-KEY");
        assertThat(json(second).getString("idempotency_key")).isEqualTo("no-idempotency-key-available");
        assertThat(json(second).getString("customer_id")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/idempotency-keys.csv", numLinesToSkip = 1)
    void publishedKeysAreThoseThatOtherSystemsCompute(
            String meetingId, String dateAsSent, String customerId, String canonicalDate, String key) {
        String body = """
                {"transcript": "Good morning.", "metadata": {"meeting_id": "%s", "meet_date": "%s", "customer_id": "%s"}}""".formatted(meetingId, dateAsSent, customerId);

        assertThat(json(service.post("extract", body)).getString("idempotency_key"))
                .isEqualTo(key);
    }

    // --- from Java

    @Test
    void theTypedClientGetsTypedResults() {
        ExtractedMeeting result = client().extract("from-java", meeting("Client: I want to move my savings."));

        assertThat(result.customerName()).isEqualTo("Ana Souza");
        assertThat(result.source()).isEqualTo("offline");
        assertThat(result.keyPoints()).isNotEmpty();
    }

    @Test
    void theTypedClientGetsProblemsAsExceptions() {
        ProblemResponseException problem =
                catchThrowableOfType(ProblemResponseException.class, () -> client().analyze("from-java", meeting(" ")));

        assertThat(problem.problem().error()).isEqualTo("invalid_meeting");
        assertThat(problem.problem().requestId()).isEqualTo("from-java");
    }

    private static MeetingRequest meeting(String transcript) {
        return MeetingRequest.of(
                transcript,
                new MeetingMetadata("M-1", "C-1", "Ana Souza", "B-1", "Rui Costa", "Review", "2025-10-15T10:00:00Z"));
    }

    private MeetingInsightsClient client() {
        return RestClientBuilder.newBuilder().baseUri(Service.BASE).build(MeetingInsightsClient.class);
    }

    // --- what every response has

    @ParameterizedTest
    @ValueSource(strings = {"extract", "no-such-path", "problems/overloaded"})
    void nobodyOnTheWayMayKeepAResponse(String path) {
        HttpResponse<String> response = service.get(path);

        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "X-Request-ID")).isNotEmpty();
    }

    // --- bad input: a clear problem, nothing stored, no claim left behind

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    no JSON at all                  | hello                                                   | 400 | invalid_json
                    nothing                         | ''                                                      | 400 | invalid_json
                    something after the end         | {"transcript": "a"} {}                                  | 400 | invalid_json
                    null as the whole body          | null                                                    | 400 | invalid_json
                    an array as the whole body      | []                                                      | 400 | invalid_json
                    a number for a transcript       | {"transcript": 5}                                       | 400 | invalid_json
                    a number for an id              | {"transcript": "a", "metadata": {"customer_id": 7}}     | 400 | invalid_json
                    a text for the metadata         | {"transcript": "a", "metadata": "b"}                    | 400 | invalid_json
                    a raw control character         | {"transcript": "a\u0001b"}                              | 400 | invalid_json
                    neither form                    | {}                                                      | 422 | invalid_meeting
                    both forms                      | {"transcript": "a", "raw_meeting": {"meet_id": "b"}}    | 422 | invalid_meeting
                    an empty transcript             | {"transcript": ""}                                      | 422 | invalid_meeting
                    NUL in a transcript             | {"transcript": "a\\u0000b"}                             | 422 | invalid_meeting
                    a lone high surrogate           | {"transcript": "a\\ud83db"}                             | 422 | invalid_meeting
                    a line end in an id             | {"transcript": "a", "metadata": {"meeting_id": "b\\n"}} | 422 | invalid_meeting
                    a date that is none             | {"transcript": "a", "metadata": {"meet_date": "today"}} | 422 | invalid_meeting
                    seconds since 1970              | {"transcript": "a", "metadata": {"meet_date": 1760522400}}                 | 422 | invalid_meeting
                    a raw meeting without its fields| {"raw_meeting": {}}                                     | 422 | invalid_meeting
                    """)
    void badInputGetsAClearProblem(String what, String body, int status, String error) {
        HttpResponse<String> response = service.send(
                service.request("extract").header("X-Request-ID", "bad-input").POST(body(body)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo(PROBLEM_JSON);
        assertThat(header(response, "Cache-Status")).isEmpty();
        JsonObject problem = json(response);
        assertThat(problem.getString("error")).isEqualTo(error);
        assertThat(problem.getString("type")).isEqualTo("/problems/" + error.replace('_', '-'));
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("instance")).isEqualTo("/extract");
        assertThat(problem.getString("request_id")).isEqualTo("bad-input");
    }

    @Test
    void aProblemNamesEachFieldAsTheCallerSpellsIt() {
        JsonObject problem = json(service.post("extract", "{\"raw_meeting\": {\"meet_id\": \"a\"}}"));

        assertThat(problem.getJsonArray("details").getValuesAs(JsonObject.class))
                .extracting(detail -> detail.getString("field"))
                .containsExactly(
                        "raw_meeting.banker_id",
                        "raw_meeting.banker_name",
                        "raw_meeting.customer_id",
                        "raw_meeting.customer_name",
                        "raw_meeting.meet_date",
                        "raw_meeting.meet_transcription",
                        "raw_meeting.meet_type");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] latin1 = "{\"transcript\": \"Reuni\u00e3o\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response =
                service.send(service.request("extract").POST(HttpRequest.BodyPublishers.ofByteArray(latin1)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("detail")).contains("UTF-8");
    }

    @Test
    void aBodyOfThreeMegabytesIsRefused() {
        HttpResponse<String> response = service.post("extract", "{\"transcript\": \"" + "a".repeat(3 << 20) + "\"}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).getString("error")).isEqualTo("request_too_large");
    }

    @Test
    void aBodyOfThreeMegabytesIsRefusedAlsoWhenNobodySaidHowLongItIs() {
        byte[] body = ("{\"transcript\": \"" + "a".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = service.send(service.request("extract")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void anotherContentTypeIsRefused() {
        HttpResponse<String> response = service.send(service.request("extract")
                .setHeader("Content-Type", "text/plain")
                .POST(body("hello")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).getString("error")).isEqualTo("unsupported_media_type");
    }

    @Test
    void anotherMethodIsRefusedAndTheRightOneNamed() {
        HttpResponse<String> response = service.get("extract");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).contains("POST");
        assertThat(json(response).getString("error")).isEqualTo("method_not_allowed");
    }

    @Test
    void anUnknownPathIsAProblemToo() {
        HttpResponse<String> response = service.get("no-such-path");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).getString("error")).isEqualTo("not_found");
    }

    @Test
    void whoWantsNoJsonGetsNone() {
        HttpResponse<String> response = service.send(
                service.request("extract").header("Accept", "image/png").POST(body(Meetings.fresh())));

        assertThat(response.statusCode()).isEqualTo(406);
    }

    /** What is not executed claims nothing and stores nothing, and what is executed is counted. */
    @Test
    void badInputIsRefusedBeforeAnythingIsClaimed() {
        double before = executions();
        service.post("extract", Meetings.fresh().replace("2025-10-15T10:00:00Z", "yesterday"));
        service.post("analyze", "{\"transcript\": \" \"}");
        service.post("extract", "{\"transcript\": 5}");

        assertThat(executions()).isEqualTo(before);
    }

    private double executions() {
        return Stream.of("cache_hits_total", "cache_misses_total", "cache_collapsed_total", "cache_bypassed_total")
                .mapToDouble(service::metric)
                .sum();
    }

    @Test
    void everyProblemHasAPageThatExplainsIt() {
        String type = json(service.post("extract", "{}")).getString("type");
        HttpResponse<String> page = service.get(type.substring(1));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("invalid_meeting");
    }

    // --- seen from outside

    @Test
    void readinessSaysWhatServesAndWhereResultsAreKept() {
        JsonObject data = readiness();

        assertThat(data.getString("version")).isEqualTo("under-test");
        assertThat(data.getString("analyst")).isEqualTo("offline");
        assertThat(data.getString("engine_digest")).matches("[0-9a-f]{64}");
        assertThat(data.getString("cache_backend")).isEqualTo("embedded");
        assertThat(data.getInt("cluster_size")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "health/live", "health/started"})
    void theServiceIsHealthy(String path) {
        assertThat(json(service.get(path)).getString("status")).isEqualTo("UP");
    }

    @Test
    void hitsAndMissesAreCountedByOperation() {
        double misses = service.metric("cache_misses_total", "backend=\"embedded\"", "operation=\"analyze\"");
        double hits = service.metric("cache_hits_total", "backend=\"embedded\"", "operation=\"analyze\"");
        String body = Meetings.fresh();
        service.post("analyze", body);
        service.post("analyze", body);
        service.post("analyze", body);

        assertThat(service.metric("cache_misses_total", "backend=\"embedded\"", "operation=\"analyze\"") - misses)
                .isEqualTo(1);
        assertThat(service.metric("cache_hits_total", "backend=\"embedded\"", "operation=\"analyze\"") - hits)
                .isEqualTo(2);
    }

    @Test
    void problemsAreCountedByKind() {
        double before = service.metric("api_errors_total", "error_type=\"invalid_meeting\"", "status_code=\"422\"");
        service.post("extract", "{}");

        assertThat(service.metric("api_errors_total", "error_type=\"invalid_meeting\"", "status_code=\"422\"") - before)
                .isEqualTo(1);
    }

    // --- the documented contract, and the check that people run

    private JsonObject document() {
        return json(service.send(HttpRequest.newBuilder(Service.BASE.resolve("openapi?format=JSON"))));
    }

    @ParameterizedTest
    @CsvSource({"extract, ExtractedMeeting", "analyze, AnalyzedMeeting"})
    void theDocumentedResultIsTheOneThatIsSent(String operation, String schema) {
        JsonObject documented = document().getJsonObject("components").getJsonObject("schemas");

        assertThat(documented.getJsonObject(schema).getJsonObject("properties").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        json(service.post(operation, Meetings.fresh())).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "analyze"})
    void everyDocumentedExampleOfARequestSucceeds(String operation) {
        JsonObject components = document().getJsonObject("components");
        List<JsonObject> requests = components
                .getJsonObject("requestBodies")
                .getJsonObject("Meeting")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("examples")
                .values()
                .stream()
                .map(reference -> reference.asJsonObject().getString("$ref").replaceFirst(".*/", ""))
                .map(components.getJsonObject("examples")::getJsonObject)
                .toList();

        assertThat(requests)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(
                                service.post(operation, example.get("value").toString())
                                        .statusCode())
                        .isEqualTo(200));
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }
}
