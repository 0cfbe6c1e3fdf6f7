package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.assertProblem;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What callers say with headers about how their requests are to be answered. */
interface RequestControlTestCases {

    String KEY = "Idempotency-Key";
    String CACHE_CONTROL = "Cache-Control";

    Service SERVICE = new Service();

    // --- Idempotency-Key

    @Test
    default void aRequestWithoutIdsIsReplayedByItsKey() {
        String key = UUID.randomUUID().toString();
        String body = transcript("The card was blocked again.");
        HttpResponse<String> first = SERVICE.post("extract", body, KEY, key);
        HttpResponse<String> second = SERVICE.post("extract", body, KEY, '"' + key + '"');

        assertThat(header(first, "Cache-Status")).isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400");
        assertThat(header(second, "Cache-Status")).startsWith("MeetingInsights; hit; ttl=");
        assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(json(first).getString("idempotency_key")).isEqualTo("no-idempotency-key-available");
    }

    @Test
    default void aKeyIsNotForAnotherRequest() {
        String key = UUID.randomUUID().toString();
        SERVICE.post("extract", Meetings.fresh(), KEY, key);
        HttpResponse<String> other = SERVICE.post("extract", Meetings.fresh(), KEY, key);

        assertProblem(other, 422, "idempotency_key_reused");
        assertThat(header(other, "Cache-Status")).isEqualTo("MeetingInsights; detail=KEY-REUSED");
        assertThat(other.body()).doesNotContain(key);
    }

    @Test
    default void aKeyThatIsNoneIsRefused() {
        HttpResponse<String> refused = SERVICE.post("extract", Meetings.fresh(), KEY, "ab/cd");

        assertProblem(refused, 400, "invalid_idempotency_key");
        assertThat(header(refused, "Cache-Status")).isEmpty();
    }

    @Test
    default void aKeyThatIsSentTwiceIsRefused() {
        String key = UUID.randomUUID().toString();
        HttpRequest.Builder twice = SERVICE.request("extract")
                .header(KEY, key)
                .header(KEY, key)
                .POST(HttpRequest.BodyPublishers.ofString(Meetings.fresh()));

        assertProblem(SERVICE.send(twice), 400, "invalid_idempotency_key");
    }

    @Test
    default void aKeyAndNothingKeptDoNotGoTogether() {
        String key = UUID.randomUUID().toString();
        HttpRequest.Builder both = SERVICE.request("extract")
                .header(KEY, key)
                .header(CACHE_CONTROL, "no-store")
                .POST(HttpRequest.BodyPublishers.ofString(Meetings.fresh()));

        assertProblem(SERVICE.send(both), 400, "invalid_idempotency_key");
    }

    // --- Cache-Control

    @Test
    default void aCallerMayWantAFreshOne() {
        String body = Meetings.fresh();
        SERVICE.post("extract", body);

        HttpResponse<String> fresh = SERVICE.post("extract", body, CACHE_CONTROL, "no-cache");

        assertThat(header(fresh, "Cache-Status")).isEqualTo("MeetingInsights; fwd=request; stored; ttl=86400");
        assertThat(header(fresh, "Age") + header(fresh, "Idempotent-Replayed")).isEmpty();
        assertThat(header(SERVICE.post("extract", body), "Cache-Status")).contains("; hit");
    }

    @Test
    default void aCallerMaySayHowOldItMayBe() {
        String body = Meetings.fresh();
        SERVICE.post("extract", body);

        assertThat(header(SERVICE.post("extract", body, CACHE_CONTROL, "max-age=3600"), "Cache-Status"))
                .contains("; hit");
        await().atMost(5, SECONDS)
                .until(() -> header(SERVICE.post("extract", body, CACHE_CONTROL, "max-age=0"), "Cache-Status")
                        .contains("fwd=request; stored"));
    }

    @Test
    default void aCallerMayWantNothingKept() {
        String body = Meetings.fresh();
        HttpResponse<String> kept = SERVICE.post("extract", body, CACHE_CONTROL, "no-store");

        assertThat(header(kept, "Cache-Status")).isEqualTo("MeetingInsights; fwd=bypass; detail=NO-STORE");
        assertThat(header(SERVICE.post("extract", body), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(SERVICE.post("extract", body, CACHE_CONTROL, "no-store"), "Cache-Status"))
                .contains("; hit");
        assertThat(SERVICE.metric("cache_bypassed_total", "reason=\"NO-STORE\""))
                .isPositive();
    }

    @Test
    default void aCallerMayWantNothingButWhatIsStored() {
        String body = Meetings.fresh();
        HttpResponse<String> nothing = SERVICE.post("extract", body, CACHE_CONTROL, "only-if-cached");
        SERVICE.post("extract", body);

        assertProblem(nothing, 504, "not_cached");
        assertThat(header(nothing, "Cache-Status")).isEqualTo("MeetingInsights; detail=ONLY-IF-CACHED");
        assertThat(header(SERVICE.post("extract", body, CACHE_CONTROL, "only-if-cached"), "Cache-Status"))
                .contains("; hit");
    }

    @Test
    default void whatCannotBeReadIsIgnored() {
        String body = Meetings.fresh();
        SERVICE.post("extract", body);

        assertThat(header(
                        SERVICE.post("extract", body, CACHE_CONTROL, "max-age=soon, no-cache-at-all"), "Cache-Status"))
                .contains("; hit");
    }

    private static String transcript(String text) {
        return "{\"transcript\": \"Client: %s %s\"}".formatted(text, UUID.randomUUID());
    }
}
