package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/** The faults of a model, as they look on the wire. */
enum ModelFault {
    BAD_REQUEST("400: the request's form", status(400)),
    BAD_REQUEST_NUMBER(
            "400 with a number for a code",
            (stub, clock) -> aResponse()
                    .withStatus(400)
                    .withBody("{\"error\": {\"message\": \"" + ModelFault.TEXT + "\", \"code\": 400, \"param\": {\""
                            + ModelFault.TEXT + "\": 1}}}")),
    UNAUTHORIZED("401: the key", status(401)),
    RATE_LIMIT("429", status(429)),
    RATE_LIMIT_SECONDS("429, Retry-After: 7", limit((clock, format) -> "7")),
    RATE_LIMIT_DATE(
            "429, Retry-After: a date in 7 s",
            limit((clock, format) ->
                    format.format(clock.instant().plusSeconds(7).atOffset(ZoneOffset.UTC)))),
    RATE_LIMIT_LONG("429, Retry-After: 600", limit((clock, format) -> "600")),
    SERVER_ERROR("500", status(500)),
    SERVER_ERROR_RETRY_AFTER(
            "503, Retry-After: 3", (stub, clock) -> error().withStatus(503).withHeader("Retry-After", "3")),
    SERVER_UNAVAILABLE("503", status(503)),
    CONNECTION_REFUSED("connection refused", null),
    NO_RESPONSE(
            "connection closed without an answer", (stub, clock) -> aResponse().withFault(Fault.EMPTY_RESPONSE)),
    CONNECTION_RESET("connection reset", (stub, clock) -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
    DROPPED_MID_BODY(
            "connection dropped mid-body", (stub, clock) -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
    HANG("no answer", (stub, clock) -> stub.hang()),
    SLOW_DRIP("an answer that drips", (stub, clock) -> good().withChunkedDribbleDelay(30, 60_000)),
    NO_COMPLETION(
            "200, but no chat completion",
            (stub, clock) -> aResponse().withBody("<html>" + ModelFault.TEXT + "</html>")),
    NO_CHOICES(
            "200 without choices",
            (stub, clock) -> aResponse().withBody("{\"id\": \"" + ModelFault.TEXT + "\", \"choices\": []}")),
    EMPTY_BODY("200 without a body", (stub, clock) -> aResponse()),
    TRUNCATED(
            "finish_reason length",
            (stub, clock) ->
                    aResponse().withBody(StubCompletions.completion("{\"summary\": \"" + ModelFault.TEXT, "length"))),
    REFUSAL("a refusal", (stub, clock) -> aResponse().withBody(StubCompletions.refusal(ModelFault.TEXT))),
    CONTENT_FILTER(
            "finish_reason content_filter",
            (stub, clock) -> aResponse()
                    .withBody(StubCompletions.completion("{\"summary\": \"" + ModelFault.TEXT, "content_filter"))),
    MALFORMED_JSON("an answer that is no JSON", content("{\"summary\": \"" + ModelFault.TEXT)),
    EMPTY("an empty answer", content("")),
    WRONG_SHAPE("an answer of another shape", content("{\"" + ModelFault.TEXT + "\": true}"));

    /** Stands in everything that the model says. */
    static final String TEXT = "Quetzalcoatlus";

    private final String words;
    private final BiFunction<OpenAiStub, Clock, ResponseDefinitionBuilder> answer;

    ModelFault(String words, BiFunction<OpenAiStub, Clock, ResponseDefinitionBuilder> answer) {
        this.words = words;
        this.answer = answer;
    }

    /** The one that a row of the table begins with. */
    static ModelFault named(String words) {
        return Arrays.stream(values())
                .filter(fault -> fault.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No fault is called: " + words));
    }

    /** How the table names it. */
    String words() {
        return words;
    }

    /** Empty if there is no server. */
    Optional<ResponseDefinitionBuilder> answer(OpenAiStub stub, Clock clock) {
        return Optional.ofNullable(answer).map(given -> given.apply(stub, clock));
    }

    boolean hasAServer() {
        return answer != null;
    }

    /** Whether it is the time limit of an attempt that ends it. */
    boolean takesItsTime() {
        return this == HANG || this == SLOW_DRIP;
    }

    private static BiFunction<OpenAiStub, Clock, ResponseDefinitionBuilder> status(int status) {
        return (stub, clock) -> error().withStatus(status);
    }

    private static BiFunction<OpenAiStub, Clock, ResponseDefinitionBuilder> limit(
            BiFunction<Clock, DateTimeFormatter, String> retryAfter) {
        return (stub, clock) -> error().withStatus(429)
                .withHeader("Retry-After", retryAfter.apply(clock, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static BiFunction<OpenAiStub, Clock, ResponseDefinitionBuilder> content(String content) {
        return (stub, clock) -> aResponse().withBody(StubCompletions.completion(content));
    }

    private static ResponseDefinitionBuilder good() {
        return aResponse()
                .withBody(StubCompletions.completion(
                        StubCompletions.extraction().build().toString()));
    }

    private static ResponseDefinitionBuilder error() {
        return aResponse().withBody("{\"error\": {\"message\": \"" + TEXT + "\", \"code\": \"" + TEXT + "\"}}");
    }

    /** Longer than a response takes, but short for a test. */
    Duration attemptTimeout() {
        return takesItsTime() ? Duration.ofMillis(400) : Duration.ofSeconds(20);
    }
}
