package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.assertProblem;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.client.MeetingInsightsClient;
import org.meetinginsights.client.ProblemResponseException;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.MeetingRequest;
import org.meetinginsights.meeting.openai.OpenAiStub;

/** Who gets in with which key, and what tenants notice of each other: nothing. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CredentialsIT extends CacheAdministrationTestCases {

    private static final String AUTHORIZATION = "Authorization";
    private static final Path LOGS = Path.of(System.getProperty("wlp.usr"), "servers", "integration", "logs");

    /** Of no meeting, as the hash of nothing that anybody sends. */
    private static final String NOBODYS_KEY = "0000000000000000000000000000000000000000000000000000000000000000";

    private static final OpenAiStub MODEL = OpenAiStub.start();

    @RegisterExtension
    static final PlayedModel PLAYED = new PlayedModel(MODEL);

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(MODEL, Map.of("API_KEYS", Keys.configuration(), "CACHE_BACKEND", "memory"));
    }

    // --- who gets in

    @ParameterizedTest
    @CsvSource({"extract", "analyze"})
    void whoShowsNoKeyIsToldToShowOne(String operation) {
        HttpResponse<String> refused = service.post(operation, Meetings.fresh(), "X-Request-ID", "keyless");

        assertProblem(refused, 401, "unauthorized");
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"meeting-insights\"");
        assertThat(header(refused, "X-Request-ID")).isEqualTo("keyless");
        assertThat(header(refused, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(refused, "Cache-Status")).isEmpty();
        assertThat(json(refused).getString("request_id")).isEqualTo("keyless");
        assertThat(json(refused).getString("instance")).isEqualTo("/" + operation);
        assertThat(PLAYED.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic aHVzaDpodXNo", "Bearer hush acme"})
    void whatIsNoKeyIsRefusedAndNotRepeated(String authorization) {
        HttpResponse<String> refused = service.post("extract", Meetings.fresh(), AUTHORIZATION, authorization);

        assertProblem(refused, 401, "unauthorized");
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"meeting-insights\"");
        assertThat(refused.body() + refused.headers()).doesNotContainIgnoringCase("hush");
    }

    @Test
    void aKeyThatIsNotKnownIsRefusedAndNotRepeated() {
        HttpResponse<String> refused = service.post("extract", Meetings.fresh(), AUTHORIZATION, "Bearer hush-hush");

        assertProblem(refused, 401, "unauthorized");
        assertThat(header(refused, "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"meeting-insights\", error=\"invalid_token\"");
        assertThat(refused.body() + refused.headers()).doesNotContain("hush");
    }

    @Test
    void twoKeysAreNoneEvenIfBothAreGood() {
        HttpResponse<String> refused =
                service.postAs(Keys.ACME, "extract", Meetings.fresh(), AUTHORIZATION, Keys.BETA.authorization());

        assertProblem(refused, 401, "unauthorized");
    }

    @Test
    void nothingIsReadOfABodyBeforeItIsKnownWhoseItIs() {
        assertProblem(
                service.post("extract", "{\"transcript\": 5", AUTHORIZATION, "Bearer wrong"), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "ACME_OPERATOR", "PLATFORM"})
    void everyRoleMayHaveMeetingsAnalyzed(Keys key) {
        assertThat(as(key, "analyze", Meetings.fresh()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ACME_OPERATOR, by=acme/op | role=operator | tenant=acme",
        "PLATFORM, by=house/root | role=platform | tenant=*"
    })
    void operatorsGetToWhatIsTheirsAndAreKnownThere(Keys key, String who) {
        String id = UUID.randomUUID().toString();

        HttpResponse<String> erased = service.deleteAs(key, "admin/cache/entries/" + NOBODYS_KEY, "X-Request-ID", id);

        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(ServerLogs.linesWith(id)).anyMatch(line -> line.contains("[AUDIT] erase | " + who + " |"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, admin/cache",
        "DELETE, admin/cache",
        "GET, admin/cache/entries",
        "GET, admin/cache/entries/" + NOBODYS_KEY,
        "DELETE, admin/cache/entries/" + NOBODYS_KEY,
        "POST, admin/cache/erasures"
    })
    void callersDoNotGetThereAndWhoIsNobodyIsAskedForAKey(String method, String path) {
        HttpRequest.Builder request = service.request(path)
                .method(method, HttpRequest.BodyPublishers.ofString("{\"customer_id\": \"CUST-nobody\"}"));

        HttpResponse<String> nobody = service.send(request.copy());
        HttpResponse<String> caller = service.send(request.copy().header(AUTHORIZATION, Keys.ACME.authorization()));

        assertProblem(nobody, 401, "unauthorized");
        assertProblem(caller, 403, "forbidden");
        assertThat(Stream.of(nobody, caller)).allSatisfy(refused -> {
            assertThat(header(refused, "X-Request-ID")).isNotEmpty();
            assertThat(header(refused, "Cache-Control")).isEqualTo("no-store");
        });
    }

    /** Neither without a key nor with one that opens something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin//cache",
                "//admin/cache",
                "/admin/cache/",
                "/admin/cache;a=b",
                "/admin;a=b/cache",
                "/admin/./cache",
                "/extract/../admin/cache",
                "/admin/cache/entries/",
                "/admin/cache/entries;a=b",
                "/admin/cache/entries/" + NOBODYS_KEY + ";a=b",
                "/%61dmin/cache",
                "/admin/cache?a=b",
            })
    void aPathThatIsWrittenOtherwiseIsNoWayRound(String path) {
        for (String method : List.of("GET", "HEAD", "DELETE")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + Service.BASE.getPort() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody());

            assertThat(service.send(request.copy()).statusCode()).as(method).isIn(400, 401, 404, 405);
            assertThat(service.send(request.copy().header(AUTHORIZATION, Keys.ACME.authorization()))
                            .statusCode())
                    .as(method + " with a caller's key")
                    .isIn(400, 403, 404, 405);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "problems/forbidden, 200",
        "health/ready, 200",
        "metrics, 200",
        "openapi, 200",
        "'', 303",
        "no-such-path, 404"
    })
    void whatHoldsNoMeetingIsForEverybodyAlsoWithAWrongKey(String path, int status) {
        assertThat(service.get(path).statusCode()).isEqualTo(status);
        assertThat(service.get(path, AUTHORIZATION, "Bearer wrong").statusCode())
                .isEqualTo(status);
    }

    /** The server could keep whom it knows: by connection, by thread, by name, or by a cookie of its own. */
    @Test
    void nobodyIsRememberedFromOneRequestToTheNext() {
        String ofBeta = "admin/cache/entries/"
                + json(as(Keys.BETA, "extract", Meetings.fresh())).getString("idempotency_key");
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> known = service.getAs(Keys.PLATFORM, ofBeta);
            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(known.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(service.get(ofBeta, AUTHORIZATION, "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(service.get(ofBeta).statusCode()).isEqualTo(401);
            assertThat(service.getAs(Keys.BETA, ofBeta).statusCode()).isEqualTo(403);
            assertThat(service.getAs(Keys.ACME_OPERATOR, ofBeta).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LtpaToken2", "JSESSIONID", "JWT"})
    void aCookieIsNoKey(String cookie) {
        HttpResponse<String> refused = service.get("admin/cache", "Cookie", cookie + "=" + Keys.PLATFORM.key());

        assertProblem(refused, 401, "unauthorized");
    }

    // --- tenants

    @Test
    void equalRequestsOfTwoTenantsArePaidTwice() {
        String body = Meetings.fresh();
        as(Keys.ACME, "extract", body);
        HttpResponse<String> other = as(Keys.BETA, "extract", body);

        assertThat(header(other, "Cache-Status")).contains("fwd=uri-miss; stored; ttl=86400");
        assertThat(PLAYED.calls()).isEqualTo(2);
        assertThat(header(as(Keys.BETA, "extract", body), "Cache-Status")).contains("; hit");
    }

    @Test
    void whoAsksOnlyForWhatIsStoredDoesNotFindWhatAnotherTenantStored() {
        String body = Meetings.fresh();
        as(Keys.ACME, "extract", body);

        HttpResponse<String> nothing = service.postAs(Keys.BETA, "extract", body, "Cache-Control", "only-if-cached");

        assertProblem(nothing, 504, "not_cached");
    }

    @Test
    void nobodyWaitsForAnotherTenantsCall() {
        MODEL.hold();
        String body = Meetings.fresh();
        CompletableFuture<HttpResponse<String>> one = asyncAs(Keys.ACME, "extract", body);
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 1);
        CompletableFuture<HttpResponse<String>> other = asyncAs(Keys.BETA, "extract", body);
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 2);
        MODEL.release();

        assertThat(Stream.of(one, other))
                .allSatisfy(answer ->
                        assertThat(header(answer.join(), "Cache-Status")).contains("fwd=uri-miss; stored; ttl=86400"));
    }

    @Test
    void nobodyLearnsOfAnotherTenantsIdempotencyKeys() {
        String key = UUID.randomUUID().toString();
        String body = Meetings.fresh();
        keyed(Keys.ACME, key, body);
        HttpResponse<String> sameBody = keyed(Keys.BETA, key, body);
        HttpResponse<String> otherBody = keyed(Keys.PLATFORM, key, Meetings.fresh());

        assertThat(Stream.of(sameBody, otherBody)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(header(answer, "Cache-Status")).contains("fwd=uri-miss; stored");
        });
        assertProblem(keyed(Keys.ACME_TOO, key, Meetings.fresh()), 422, "idempotency_key_reused");
    }

    @Test
    void nobodyLearnsOfAnotherTenantsIdempotencyKeyWhileItsRequestRuns() {
        MODEL.hold();
        String key = UUID.randomUUID().toString();
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> keyed(Keys.ACME, key, Meetings.fresh()));
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 1);
        CompletableFuture<HttpResponse<String>> other =
                CompletableFuture.supplyAsync(() -> keyed(Keys.BETA, key, Meetings.fresh()));
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 2);
        MODEL.release();

        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(other.join().statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsSpentAndSavedIsCountedByTenant() {
        double spent = service.metric("openai_tokens_total", "tenant=\"beta\"", "type=\"prompt\"");
        double spentByOthers = service.metric("openai_tokens_total", "tenant=\"acme\"", "type=\"prompt\"");
        double saved = service.metric("cache_saved_tokens_total", "tenant=\"beta\"");
        String body = Meetings.fresh();
        as(Keys.BETA, "extract", body);
        as(Keys.BETA, "extract", body);

        assertThat(service.metric("openai_tokens_total", "tenant=\"beta\"", "type=\"prompt\""))
                .isGreaterThan(spent);
        assertThat(service.metric("cache_saved_tokens_total", "tenant=\"beta\""))
                .isGreaterThan(saved);
        assertThat(service.metric("openai_tokens_total", "tenant=\"acme\"", "type=\"prompt\""))
                .isEqualTo(spentByOthers);
    }

    // --- seen from outside, and from Java

    @Test
    void refusalsAreCounted() {
        double unauthorized = errors("unauthorized", 401);
        double forbidden = errors("forbidden", 403);
        overview("Bearer wrong");
        overview(Keys.ACME.authorization());

        assertThat(errors("unauthorized", 401) - unauthorized).isEqualTo(1);
        assertThat(errors("forbidden", 403) - forbidden).isEqualTo(1);
    }

    private double errors(String type, int status) {
        return service.metric("api_errors_total", "error_type=\"" + type + "\"", "status_code=\"" + status + "\"");
    }

    @Test
    void neitherKeysNorTheirHashesReachALog() throws IOException {
        as(Keys.ACME, "extract", Meetings.fresh());
        overview("Bearer hush-mistyped");
        overview("Basic hush-mistyped");

        try (Stream<Path> files = Files.walk(LOGS)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".jar")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("hush-", Keys.ACME.hash(), Keys.PLATFORM.hash()));
        }
    }

    @Test
    void aPasswordIsNothingThatTheServerWouldTry() {
        assertProblem(overview("Basic aHVzaDpodXNo"), 401, "unauthorized");

        // What it says where it looks for somebody with a password, and has no list of them.
        assertThat(ServerLogs.messages()).doesNotContain("CWWKS3005E");
    }

    @Test
    void theTypedClientSendsTheKeyThatItIsBuiltWith() {
        MeetingInsightsClient client = client(Keys.ACME.authorization());

        assertThat(client.extract("from-java", meeting()).customerName()).isEqualTo("Ana Souza");
        assertThat(catchThrowableOfType(
                                ProblemResponseException.class,
                                () -> client("Bearer wrong").extract("from-java", meeting()))
                        .problem()
                        .error())
                .isEqualTo("unauthorized");
    }

    private static MeetingInsightsClient client(String authorization) {
        return RestClientBuilder.newBuilder()
                .baseUri(Service.BASE)
                .header(AUTHORIZATION, authorization)
                .build(MeetingInsightsClient.class);
    }

    private static MeetingRequest meeting() {
        return MeetingRequest.of(
                "Client: I want to move my savings.",
                new MeetingMetadata("M-1", "C-1", "Ana Souza", "B-1", "Rui Costa", "Review", "2025-10-15T10:00:00Z"));
    }

    @Test
    void theCheckThatPeopleRunTakesItsKeyFromTheEnvironment() throws IOException, InterruptedException {
        assertThat(check("")).contains("status 401").contains("CHECK_API_KEY");
        assertThat(check(Keys.ACME.key())).contains("Everything is as promised.");
    }

    private static String check(String key) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "src/check/CacheCheck.java",
                        Service.BASE.toString())
                .redirectErrorStream(true);
        check.environment().put("CHECK_API_KEY", key);
        Process running = check.start();
        String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(printed).isEqualTo(key.isEmpty() ? 1 : 0);
        return printed;
    }

    private HttpResponse<String> overview(String authorization) {
        return service.get("admin/cache", AUTHORIZATION, authorization);
    }

    private HttpResponse<String> as(Keys key, String operation, String body) {
        return service.postAs(key, operation, body);
    }

    private CompletableFuture<HttpResponse<String>> asyncAs(Keys key, String operation, String body) {
        return CompletableFuture.supplyAsync(() -> as(key, operation, body));
    }

    private HttpResponse<String> keyed(Keys key, String idempotencyKey, String body) {
        return service.postAs(key, "extract", body, "Idempotency-Key", idempotencyKey);
    }
}
