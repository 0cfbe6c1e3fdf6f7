package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees and does, over HTTP. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CacheAdministrationIT {

    private static final String NOBODYS_KEY = "0".repeat(64);

    private final Service service = new Service();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("CACHE_BACKEND", "memory"));
    }

    @Test
    void theOverviewSaysWhereResultsAreKeptAndWhatTheyHaveSaved() {
        String body = Meetings.fresh();
        service.post("extract", body);
        service.post("extract", body);

        JsonObject overview = json(service.get("admin/cache"));

        assertThat(overview.getString("backend")).isEqualTo("memory");
        assertThat(overview.getInt("members")).isZero();
        assertThat(overview.getInt("size")).isPositive();
        JsonObject node = overview.getJsonObject("node");
        double hits = service.metric("cache_hits_total");
        double all = hits + service.metric("cache_misses_total") + service.metric("cache_collapsed_total");
        assertThat(node.getInt("hits")).isEqualTo((int) hits);
        assertThat(node.getJsonNumber("hit_ratio").doubleValue()).isEqualTo(hits / all);
        assertThat(node.keySet())
                .containsExactlyInAnyOrder(
                        "hits",
                        "misses",
                        "collapsed",
                        "hit_ratio",
                        "tokens_spent",
                        "tokens_saved",
                        "cost_spent_usd",
                        "cost_saved_usd");
    }

    @Test
    void entriesAreListedNewestFirstAndWithoutAWordOfTheMeeting() {
        service.post("extract", Meetings.fresh());
        String key = json(service.post("analyze", Meetings.fresh())).getString("idempotency_key");

        HttpResponse<String> response = service.get("admin/cache/entries?limit=2");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getJsonArray("entries")).hasSize(2);
        JsonObject newest = json(response).getJsonArray("entries").getJsonObject(0);
        assertThat(newest.getString("idempotency_key")).isEqualTo(key);
        assertThat(newest.getString("operation")).isEqualTo("analyze");
        assertThat(newest.getString("tenant")).isEqualTo("default");
        assertThat(newest.getString("customer_tag")).matches("[0-9a-f]{16}");
        assertThat(newest.getString("analyst")).isEqualTo("offline");
        assertThat(newest.getInt("age_seconds")).isBetween(0, 60);
        assertThat(newest.getInt("ttl_seconds")).isBetween(86_300, 86_400);
        assertThat(newest.getInt("bytes")).isPositive();
        assertThat(newest.keySet()).hasSize(9).contains("created_at");
    }

    @Test
    void entriesOfACustomerAreListedByTag() {
        String customer = "CUST-" + UUID.randomUUID();
        String key = storedFor(customer);
        String tag = json(service.get("admin/cache/entries/" + key))
                .getJsonArray("entries")
                .getJsonObject(0)
                .getString("customer_tag");
        service.post("extract", Meetings.fresh());

        JsonObject list = json(service.get("admin/cache/entries?customer_tag=" + tag));

        assertThat(list.getJsonArray("entries")).hasSize(1);
        assertThat(list.toString()).doesNotContain(customer);
    }

    @Test
    void oneMeetingsEntriesAreShownAndErased() {
        String body = Meetings.fresh();
        String key = json(service.post("extract", body)).getString("idempotency_key");
        service.post("analyze", body);
        assertThat(json(service.get("admin/cache/entries/" + key)).getJsonArray("entries"))
                .hasSize(2);

        HttpResponse<String> erased = delete("admin/cache/entries/" + key);

        assertThat(erased.body()).isEqualTo("{\"removed\":2}");
        assertThat(service.get("admin/cache/entries/" + key).statusCode()).isEqualTo(404);
        assertThat(header(service.post("extract", body), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(service.post("extract", body), "Cache-Status")).contains("; hit;");
    }

    @Test
    void aCustomersResultsAreErasedWithoutTheCustomerInAnAddress() {
        String customer = "CUST-" + UUID.randomUUID();
        String key = storedFor(customer);

        HttpResponse<String> erased = service.post("admin/cache/erasures", "{\"customer_id\": \"" + customer + "\"}");

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.body()).isEqualTo("{\"removed\":1}");
        assertThat(service.get("admin/cache/entries/" + key).statusCode()).isEqualTo(404);
    }

    @Test
    void everythingIsErased() {
        IntStream.range(0, 3).forEach(i -> service.post("extract", Meetings.fresh()));

        HttpResponse<String> erased = delete("admin/cache");

        assertThat(json(erased).getInt("removed")).isGreaterThanOrEqualTo(3);
        assertThat(json(service.get("admin/cache/entries")).getJsonArray("entries"))
                .isEmpty();
        await().atMost(10, SECONDS).until(() -> json(service.get("admin/cache")).getInt("size") == 0);
    }

    @Test
    void whatIsNotThereIsErasedTooAndNotFound() {
        assertThat(delete("admin/cache/entries/" + NOBODYS_KEY).body()).isEqualTo("{\"removed\":0}");
        assertProblem(service.get("admin/cache/entries/" + NOBODYS_KEY), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entries?limit=0",
                "entries?limit=501",
                "entries?limit=-1",
                "entries?limit=ten",
                "entries?limit=99999999999999999999",
                "entries?limit=",
                "entries?limit=1&limit=2",
                "entries?customer_tag=CUST456",
                "entries?customer_tag=*",
                "entries?customer_tag=",
                "entries?customer_id=CUST456",
                "entries/abc",
                "entries/*",
                "entries/ABCDEF0000000000000000000000000000000000000000000000000000000000",
                "?limit=5"
            })
    void whatMeansNothingInAnAddressIsRefused(String address) {
        HttpResponse<String> response = service.get("admin/cache" + (address.startsWith("?") ? "" : "/") + address);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"error\":").doesNotContain("CUST456");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "X-Request-ID")).isNotEmpty();
    }

    /** The server itself says no to these, and the application never sees them. */
    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fhealth", "%00", "%2e%2e", "x%2Fy"})
    void waysOutOfAnAddressLeadNowhere(String key) {
        assertThat(service.get("admin/cache/entries/" + key).statusCode()).isEqualTo(400);
    }

    @Test
    void whoErasesWithAParameterThatMeansNothingErasesNothing() {
        String key = json(service.post("extract", Meetings.fresh())).getString("idempotency_key");

        assertProblem(delete("admin/cache?customer_tag=0123456789abcdef"), 400, "invalid_parameter");

        assertThat(service.get("admin/cache/entries/" + key).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"customer_id\": \"\"}",
                "{\"customer_id\": null}",
                "{\"customer\": \"CUST456\"}",
                "{\"customer_id\": \"a\\u0000b\"}",
                "{\"customer_id\": \"a\\ud800b\"}"
            })
    void anErasureThatNamesNoCustomerIsRefused(String body) {
        assertProblem(service.post("admin/cache/erasures", body), 422, "invalid_erasure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{\"customer_id\": 5}", "{\"customer_id\": \"x\"} x", "{"})
    void anErasureThatCannotBeReadIsRefused(String body) {
        assertProblem(service.post("admin/cache/erasures", body), 400, "invalid_json");
    }

    @Test
    void otherMethodsAndPathsAreProblemsToo() {
        assertProblem(service.post("admin/cache", "{}"), 405, "method_not_allowed");
        assertProblem(service.get("admin/cache/erasures"), 405, "method_not_allowed");
        assertProblem(service.get("admin/nothing"), 404, "not_found");
    }

    @Test
    void whatIsTriedInAddressesMakesNoSeries() {
        String tried = "tried-" + UUID.randomUUID();
        service.get("admin/cache/entries/" + tried);
        service.get("admin/cache/entries/" + tried + ";a=b");
        service.get("admin/cache/entries/x;" + tried + "=b");
        service.get("admin/cache/entries/x%2F" + tried);

        assertThat(service.get("metrics").body()).doesNotContain(tried);
    }

    private String storedFor(String customer) {
        HttpResponse<String> stored =
                service.post("extract", Meetings.fresh().replace("\"CUST-1\"", "\"" + customer + "\""));
        assertThat(json(stored).getString("customer_id")).isEqualTo(customer);
        return json(stored).getString("idempotency_key");
    }

    private HttpResponse<String> delete(String path) {
        return service.send(HttpRequest.newBuilder(Service.BASE.resolve(path)).DELETE());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(json(response).getString("error")).isEqualTo(error);
        assertThat(header(response, "X-Request-ID")).isNotEmpty();
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }
}
