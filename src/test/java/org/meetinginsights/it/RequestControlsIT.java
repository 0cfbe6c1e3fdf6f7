package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say with headers about how their requests are to be answered. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RequestControlsIT {

    private static final String KEY = "Idempotency-Key";
    private static final String CACHE_CONTROL = "Cache-Control";

    private final String key = UUID.randomUUID().toString();
    private Service service;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("HAZELCAST_PORT", "5797"));
    }

    @BeforeEach
    void theClusterOfOneIsThere() {
        service = new Service();
        await().atMost(30, SECONDS)
                .until(() -> service.get("health/ready").body().contains("\"embedded\""));
    }

    // --- Idempotency-Key

    @Test
    void aRequestWithoutIdsIsReplayedByItsKey() {
        String body = transcript("The card was blocked again.");
        HttpResponse<String> first = post("extract", body, KEY, key);
        HttpResponse<String> second = post("extract", body, KEY, '"' + key + '"');

        assertThat(header(first, "Cache-Status")).isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400");
        assertThat(header(second, "Cache-Status")).startsWith("MeetingInsights; hit; ttl=");
        assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(json(first).getString("idempotency_key")).isEqualTo("no-idempotency-key-available");
    }

    @Test
    void aKeyDoesNotComeBetweenARequestAndItsResult() {
        String body = Meetings.fresh();
        HttpResponse<String> first = service.post("extract", body);
        HttpResponse<String> second = post("extract", body, KEY, key);

        assertThat(header(second, "Cache-Status")).contains("; hit");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void aKeyIsNotForAnotherRequest() {
        post("extract", Meetings.fresh(), KEY, key);
        HttpResponse<String> other = post("extract", Meetings.fresh(), KEY, key);

        assertProblem(other, 422, "idempotency_key_reused");
        assertThat(header(other, "Cache-Status")).isEqualTo("MeetingInsights; detail=KEY-REUSED");
        assertThat(other.body()).doesNotContain(key);
    }

    @Test
    void aKeyIsForOneOperation() {
        String body = Meetings.fresh();
        post("extract", body, KEY, key);

        assertThat(header(post("analyze", body, KEY, key), "Cache-Status")).contains("fwd=uri-miss; stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "a b", "\"\"", "ab/cd", "\"a\", \"b\""})
    void aKeyThatIsNoneIsRefused(String malformed) {
        HttpResponse<String> refused = post("extract", Meetings.fresh(), KEY, malformed);

        assertProblem(refused, 400, "invalid_idempotency_key");
        assertThat(header(refused, "Cache-Status")).isEmpty();
    }

    @Test
    void aKeyThatIsSentTwiceIsRefused() {
        HttpRequest.Builder twice = service.request("extract")
                .header(KEY, key)
                .header(KEY, key)
                .POST(HttpRequest.BodyPublishers.ofString(Meetings.fresh()));

        assertProblem(service.send(twice), 400, "invalid_idempotency_key");
    }

    @Test
    void aKeyAndNothingKeptDoNotGoTogether() {
        HttpRequest.Builder both = service.request("extract")
                .header(KEY, key)
                .header(CACHE_CONTROL, "no-store")
                .POST(HttpRequest.BodyPublishers.ofString(Meetings.fresh()));

        assertProblem(service.send(both), 400, "invalid_idempotency_key");
    }

    // --- Cache-Control

    @Test
    void aCallerMayWantAFreshOne() {
        String body = Meetings.fresh();
        service.post("extract", body);

        HttpResponse<String> fresh = post("extract", body, CACHE_CONTROL, "no-cache");

        assertThat(header(fresh, "Cache-Status")).isEqualTo("MeetingInsights; fwd=request; stored; ttl=86400");
        assertThat(header(fresh, "Age") + header(fresh, "Idempotent-Replayed")).isEmpty();
        assertThat(header(service.post("extract", body), "Cache-Status")).contains("; hit");
    }

    @Test
    void aCallerMaySayHowOldItMayBe() {
        String body = Meetings.fresh();
        service.post("extract", body);

        assertThat(header(post("extract", body, CACHE_CONTROL, "max-age=3600"), "Cache-Status"))
                .contains("; hit");
        await().atMost(5, SECONDS)
                .until(() -> header(post("extract", body, CACHE_CONTROL, "max-age=0"), "Cache-Status")
                        .contains("fwd=request; stored"));
    }

    @Test
    void aCallerMayWantNothingKept() {
        String body = Meetings.fresh();
        HttpResponse<String> kept = post("extract", body, CACHE_CONTROL, "no-store");

        assertThat(header(kept, "Cache-Status")).isEqualTo("MeetingInsights; fwd=bypass; detail=NO-STORE");
        assertThat(header(service.post("extract", body), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(post("extract", body, CACHE_CONTROL, "no-store"), "Cache-Status"))
                .contains("; hit");
        assertThat(service.metric("cache_bypassed_total", "reason=\"NO-STORE\""))
                .isPositive();
    }

    @Test
    void aCallerMayWantNothingButWhatIsStored() {
        String body = Meetings.fresh();
        HttpResponse<String> nothing = post("extract", body, CACHE_CONTROL, "only-if-cached");
        service.post("extract", body);

        assertProblem(nothing, 504, "not_cached");
        assertThat(header(nothing, "Cache-Status")).isEqualTo("MeetingInsights; detail=ONLY-IF-CACHED");
        assertThat(header(post("extract", body, CACHE_CONTROL, "only-if-cached"), "Cache-Status"))
                .contains("; hit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=soon", "min-fresh=5", "\"", "no-cache-at-all", "=,;", "max-age=-1"})
    void whatCannotBeReadIsIgnored(String directive) {
        String body = Meetings.fresh();
        service.post("extract", body);

        assertThat(header(post("extract", body, CACHE_CONTROL, directive), "Cache-Status"))
                .contains("; hit");
    }

    private HttpResponse<String> post(String path, String body, String name, String value) {
        return service.send(service.request(path).header(name, value).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String transcript(String text) {
        return "{\"transcript\": \"Client: %s %s\"}".formatted(text, UUID.randomUUID());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(json(response).getString("error")).isEqualTo(error);
    }
}
