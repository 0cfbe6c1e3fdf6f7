package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meetinginsights.meeting.openai.OpenAiStub;

/** How many calls to the model a key may have made in a minute. Each test has a key of its own. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RateLimitIT {

    /** One comes back every 15 seconds: time enough for a test on a busy machine. */
    private static final int CALLS = 4;

    private static final OpenAiStub MODEL = OpenAiStub.start();

    @RegisterExtension
    static final PlayedModel PLAYED = new PlayedModel(MODEL);

    private final Service service = new Service();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                MODEL,
                Map.of(
                        "API_KEYS",
                        Keys.configuration(),
                        "RATE_LIMIT_PER_MINUTE",
                        Integer.toString(CALLS),
                        "CACHE_BACKEND",
                        "memory"));
    }

    @Test
    void soManyMissesPassAndTheNextOneIsToldWhenToComeBack() {
        double before = service.metric("rate_limit_exceeded_total", "endpoint=\"/extract\"");
        String known = useUp(Keys.ACME);
        HttpResponse<String> refused = extract(Keys.ACME, Meetings.fresh());

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(json(refused).getString("error")).isEqualTo("rate_limited");
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(refused, "Cache-Status")).startsWith("MeetingInsights; detail=RATE-LIMITED");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 15);
        assertThat(header(extract(Keys.ACME, known), "Cache-Status")).contains("; hit");
        assertThat(PLAYED.calls()).isEqualTo(CALLS);
        assertThat(service.metric("rate_limit_exceeded_total", "endpoint=\"/extract\"") - before)
                .isEqualTo(1);
    }

    @Test
    void whatOneMayNotAskForAnotherKeyIsAnsweredAtOnce() {
        useUp(Keys.ACME_TOO);
        String body = Meetings.fresh();

        assertThat(extract(Keys.ACME_TOO, body).statusCode()).isEqualTo(429);
        assertThat(header(extract(Keys.ACME_OPERATOR, body), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(extract(Keys.ACME_TOO, body), "Cache-Status")).contains("; hit");
    }

    @Test
    void ofTwoThatShareACallOnlyThePayerIsCharged() {
        MODEL.hold();
        String body = Meetings.fresh();
        CompletableFuture<HttpResponse<String>> payer =
                CompletableFuture.supplyAsync(() -> extract(Keys.PLATFORM, body));
        await().atMost(30, SECONDS).until(() -> MODEL.inFlight() == 1);
        double received = received();
        CompletableFuture<HttpResponse<String>> sharer =
                CompletableFuture.supplyAsync(() -> extract(Keys.PLATFORM, body));
        await().atMost(30, SECONDS).until(() -> received() - received == 1);
        MODEL.release();

        assertThat(header(payer.join(), "Cache-Status")).contains("fwd=uri-miss; stored");
        assertThat(header(sharer.join(), "Cache-Status")).contains("fwd=uri-miss; collapsed");
        for (int i = 1; i < CALLS; i++) {
            assertThat(extract(Keys.PLATFORM, Meetings.fresh()).statusCode()).isEqualTo(200);
        }
        assertThat(extract(Keys.PLATFORM, Meetings.fresh()).statusCode()).isEqualTo(429);
    }

    @Test
    void whatIsKeptNowhereIsChargedToo() {
        String withoutIds = "{\"transcript\": \"Client: Good morning.\"}";
        for (int i = 0; i < CALLS; i++) {
            assertThat(extract(Keys.BETA, withoutIds).statusCode()).isEqualTo(200);
        }

        assertThat(extract(Keys.BETA, withoutIds).statusCode()).isEqualTo(429);
        assertThat(PLAYED.calls()).isEqualTo(CALLS);
    }

    /** @return the last of the meetings that it took */
    private String useUp(Keys key) {
        String meeting = "";
        for (int i = 0; i < CALLS; i++) {
            meeting = Meetings.fresh();
            assertThat(extract(key, meeting).statusCode()).isEqualTo(200);
        }
        return meeting;
    }

    private double received() {
        return service.metric("transcript_size_bytes_count");
    }

    private HttpResponse<String> extract(Keys key, String body) {
        return service.postAs(key, "extract", body);
    }
}
