package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.assertProblem;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees and does, over HTTP: in its own tenant, and the platform in all. */
abstract class CacheAdministrationTestCases {

    private static final String NOBODYS_KEY = "0".repeat(64);

    final Service service = new Service();

    // --- tenants

    @Test
    void anOperatorSeesItsOwnTenantAndNoOther() {
        String customer = newCustomer();
        String body = meetingOf(customer);
        String key = json(service.postAs(Keys.ACME, "extract", body)).getString("idempotency_key");
        service.postAs(Keys.BETA, "extract", body);
        String onlyBetas =
                json(service.postAs(Keys.BETA, "extract", Meetings.fresh())).getString("idempotency_key");

        assertThat(tenants(get("admin/cache/entries/" + key))).containsExactly("acme");
        assertThat(tenants(get("admin/cache/entries?customer_tag=" + tagOf(key))))
                .containsExactly("acme");
        assertThat(tenants(get("admin/cache/entries?limit=500"))).containsOnly("acme");
        assertProblem(get("admin/cache/entries/" + onlyBetas), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "meeting", "all"})
    void anOperatorErasesNothingOfAnotherTenant(String what) {
        String customer = newCustomer();
        String body = meetingOf(customer);
        String key = json(service.postAs(Keys.ACME, "extract", body)).getString("idempotency_key");
        service.postAs(Keys.BETA, "extract", body);

        HttpResponse<String> erased = erase(Keys.ACME_OPERATOR, what, customer, key);

        assertThat(json(erased).getInt("removed")).isPositive();
        assertThat(isStored(Keys.ACME, body)).isFalse();
        assertThat(isStored(Keys.BETA, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "meeting", "all"})
    void thePlatformSeesAndErasesWhatIsAnyTenants(String what) {
        String customer = newCustomer();
        String body = meetingOf(customer);
        String key = json(service.postAs(Keys.ACME, "extract", body)).getString("idempotency_key");
        service.postAs(Keys.BETA, "extract", body);
        assertThat(tenants(service.getAs(Keys.PLATFORM, "admin/cache/entries/" + key)))
                .containsExactlyInAnyOrder("acme", "beta");
        assertThat(tenants(service.getAs(Keys.PLATFORM, "admin/cache/entries?limit=500")))
                .contains("acme", "beta");

        HttpResponse<String> erased = erase(Keys.PLATFORM, what, customer, key);

        assertThat(json(erased).getInt("removed")).isGreaterThanOrEqualTo(2);
        assertThat(isStored(Keys.ACME, body)).isFalse();
        assertThat(isStored(Keys.BETA, body)).isFalse();
    }

    private HttpResponse<String> erase(Keys key, String what, String customer, String idempotencyKey) {
        return switch (what) {
            case "customer" -> service.postAs(key, "admin/cache/erasures", "{\"customer_id\": \"" + customer + "\"}");
            case "meeting" -> service.deleteAs(key, "admin/cache/entries/" + idempotencyKey);
            default -> service.deleteAs(key, "admin/cache");
        };
    }

    private boolean isStored(Keys key, String body) {
        HttpResponse<String> answer = service.postAs(key, "extract", body, "Cache-Control", "only-if-cached");
        assertThat(answer.statusCode()).isIn(200, 504);
        return answer.statusCode() == 200;
    }

    private static List<String> tenants(HttpResponse<String> entries) {
        return json(entries).getJsonArray("entries").getValuesAs(JsonObject.class).stream()
                .map(entry -> entry.getString("tenant"))
                .toList();
    }

    private String tagOf(String key) {
        return json(get("admin/cache/entries/" + key))
                .getJsonArray("entries")
                .getJsonObject(0)
                .getString("customer_tag");
    }

    // --- what is seen and erased

    @Test
    void theOverviewSaysWhereResultsAreKeptAndWhatTheyHaveSaved() {
        String body = Meetings.fresh();
        post("extract", body);
        post("extract", body);

        JsonObject overview = json(get("admin/cache"));

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
        post("extract", Meetings.fresh());
        String key = json(post("analyze", Meetings.fresh())).getString("idempotency_key");

        HttpResponse<String> response = get("admin/cache/entries?limit=2");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getJsonArray("entries")).hasSize(2);
        JsonObject newest = json(response).getJsonArray("entries").getJsonObject(0);
        assertThat(newest.getString("idempotency_key")).isEqualTo(key);
        assertThat(newest.getString("operation")).isEqualTo("analyze");
        assertThat(newest.getString("tenant")).isEqualTo("acme");
        assertThat(newest.getString("customer_tag")).matches("[0-9a-f]{16}");
        assertThat(newest.getString("analyst")).isEqualTo("gpt-4o");
        assertThat(newest.getInt("age_seconds")).isBetween(0, 60);
        assertThat(newest.getInt("ttl_seconds")).isBetween(86_300, 86_400);
        assertThat(newest.getInt("bytes")).isPositive();
        assertThat(newest.keySet()).hasSize(9).contains("created_at");
    }

    @Test
    void entriesOfACustomerAreListedByTag() {
        String customer = newCustomer();
        String key = storedFor(customer);
        post("extract", Meetings.fresh());

        JsonObject list = json(get("admin/cache/entries?customer_tag=" + tagOf(key)));

        assertThat(list.getJsonArray("entries")).hasSize(1);
        assertThat(list.toString()).doesNotContain(customer);
    }

    @Test
    void oneMeetingsEntriesAreShownAndErased() {
        String body = Meetings.fresh();
        String key = json(post("extract", body)).getString("idempotency_key");
        post("analyze", body);
        assertThat(json(get("admin/cache/entries/" + key)).getJsonArray("entries"))
                .hasSize(2);

        HttpResponse<String> erased = delete("admin/cache/entries/" + key);

        assertThat(erased.body()).isEqualTo("{\"removed\":2}");
        assertThat(get("admin/cache/entries/" + key).statusCode()).isEqualTo(404);
        assertThat(header(post("extract", body), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(post("extract", body), "Cache-Status")).contains("; hit;");
    }

    @Test
    void aCustomersResultsAreErasedWithoutTheCustomerInAnAddress() {
        String customer = newCustomer();
        String key = storedFor(customer);

        HttpResponse<String> erased = post("admin/cache/erasures", "{\"customer_id\": \"" + customer + "\"}");

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.body()).isEqualTo("{\"removed\":1}");
        assertThat(get("admin/cache/entries/" + key).statusCode()).isEqualTo(404);
    }

    @Test
    void everythingIsErased() {
        IntStream.range(0, 3).forEach(i -> post("extract", Meetings.fresh()));

        HttpResponse<String> erased = service.deleteAs(Keys.PLATFORM, "admin/cache");

        assertThat(json(erased).getInt("removed")).isGreaterThanOrEqualTo(3);
        assertThat(tenants(service.getAs(Keys.PLATFORM, "admin/cache/entries"))).isEmpty();
        await().atMost(10, SECONDS).until(() -> json(get("admin/cache")).getInt("size") == 0);
    }

    @Test
    void whatIsNotThereIsErasedTooAndNotFound() {
        assertThat(delete("admin/cache/entries/" + NOBODYS_KEY).body()).isEqualTo("{\"removed\":0}");
        assertProblem(get("admin/cache/entries/" + NOBODYS_KEY), 404, "not_found");
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
        HttpResponse<String> response = get("admin/cache" + (address.startsWith("?") ? "" : "/") + address);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"error\":").doesNotContain("CUST456");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "X-Request-ID")).isNotEmpty();
    }

    @Test
    void whoErasesWithAParameterThatMeansNothingErasesNothing() {
        String key = json(post("extract", Meetings.fresh())).getString("idempotency_key");

        assertProblem(delete("admin/cache?customer_tag=0123456789abcdef"), 400, "invalid_parameter");

        assertThat(get("admin/cache/entries/" + key).statusCode()).isEqualTo(200);
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
        assertProblem(post("admin/cache/erasures", body), 422, "invalid_erasure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{\"customer_id\": 5}", "{\"customer_id\": \"x\"} x", "{"})
    void anErasureThatCannotBeReadIsRefused(String body) {
        assertProblem(post("admin/cache/erasures", body), 400, "invalid_json");
    }

    private String storedFor(String customer) {
        HttpResponse<String> stored = post("extract", meetingOf(customer));
        assertThat(json(stored).getString("customer_id")).isEqualTo(customer);
        return json(stored).getString("idempotency_key");
    }

    private static String newCustomer() {
        return "CUST-" + UUID.randomUUID();
    }

    private static String meetingOf(String customer) {
        return Meetings.fresh().replace("\"CUST-1\"", "\"" + customer + "\"");
    }

    private HttpResponse<String> get(String path) {
        return service.getAs(Keys.ACME_OPERATOR, path);
    }

    private HttpResponse<String> post(String path, String body) {
        return service.postAs(Keys.ACME_OPERATOR, path, body);
    }

    private HttpResponse<String> delete(String path) {
        return service.deleteAs(Keys.ACME_OPERATOR, path);
    }
}
