package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.hazelcast.Ports;

/**
 * Everybody may call, and operators are nobody. Somebody else has Hazelcast's port when the service starts, and lets go of it
 * later.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AnonymousIT {

    private static final ServerSocket IN_THE_WAY = occupy();

    private final Service service = new Service();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                "HAZELCAST_PORT",
                Integer.toString(IN_THE_WAY.getLocalPort()),
                "ALLOW_ANONYMOUS",
                "true",
                "RATE_LIMIT_PER_MINUTE",
                "6"));
    }

    private static ServerSocket occupy() {
        try {
            return Ports.taken(Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost:9180", "Host: insights.example.org", "Host: a\r\nVia: 1.1 b"})
    void nobodyIsAnOperator(String headers) throws IOException {
        for (String method : List.of("GET", "DELETE")) {
            RawConnection.Answer refused = RawConnection.ask(method, "/admin/cache", "", headers);

            assertThat(refused.status()).as(method).isEqualTo(403);
            assertThat(refused.body()).contains("\"error\":\"forbidden\"");
        }
    }

    @Test
    void everybodyIsAnsweredAndPaysByAddress() {
        String known = Meetings.fresh();
        await().atMost(30, SECONDS).until(() -> extract(known).status() == 200);

        await().atMost(30, SECONDS).until(() -> extract(Meetings.fresh()).status() == 429);

        assertThat(service.post("extract", Meetings.fresh()).statusCode()).isEqualTo(429);
        assertThat(header(service.post("extract", known), "Cache-Status")).contains("; hit;");
    }

    private static RawConnection.Answer extract(String body) throws IOException {
        return RawConnection.ask(
                "POST", "/extract", body, "Host: insights.example.org", "X-Forwarded-For: 198.51.100.1");
    }

    @Test
    void theNodeServesFromItsOwnMemoryAndCarriesOverWhenHazelcastIsThere() throws IOException {
        String body = Meetings.fresh();
        // Other tests use up what an address may ask for.
        HttpResponse<String> miss = await().atMost(30, SECONDS)
                .until(() -> service.post("extract", body), answer -> answer.statusCode() == 200);
        HttpResponse<String> hit = service.post("extract", body);

        assertThat(service.get("health/ready").statusCode()).isEqualTo(200);
        assertThat(service.backend()).isEqualTo("memory");
        assertThat(header(miss, "Cache-Status"))
                .isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400; detail=LOCAL");
        assertThat(header(hit, "Cache-Status")).matches("MeetingInsights; hit; ttl=\\d+; detail=LOCAL");
        assertThat(service.metric("cache_backend_up", "backend=\"memory\"")).isEqualTo(1);

        IN_THE_WAY.close();
        service.awaitBackend("embedded");

        HttpResponse<String> later = service.post("extract", body);
        assertThat(header(later, "Cache-Status")).matches("MeetingInsights; hit; ttl=\\d+");
        assertThat(later.body()).isEqualTo(miss.body());
        await().atMost(30, SECONDS).until(() -> service.metric("cache_size", "backend=\"embedded\"") >= 1);
    }
}
