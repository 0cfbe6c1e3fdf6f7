package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meetinginsights.idempotency.hazelcast.Ports;

/** Somebody has Hazelcast's port when the service starts, and lets go of it later. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HazelcastAwayIT {

    private static final ServerSocket IN_THE_WAY = occupy();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("HAZELCAST_PORT", Integer.toString(IN_THE_WAY.getLocalPort())));
    }

    private static ServerSocket occupy() {
        try {
            return Ports.taken(Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNodeServesFromItsOwnMemoryAndCarriesOverWhenHazelcastIsThere() throws IOException {
        Service service = new Service();
        String body = Meetings.fresh();
        HttpResponse<String> miss = service.post("extract", body);
        HttpResponse<String> hit = service.post("extract", body);

        assertThat(readyWith(service)).isEqualTo("memory");
        assertThat(header(miss, "Cache-Status"))
                .isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400; detail=LOCAL");
        assertThat(header(hit, "Cache-Status")).matches("MeetingInsights; hit; ttl=\\d+; detail=LOCAL");
        assertThat(service.metric("cache_backend_up", "backend=\"memory\"")).isEqualTo(1);

        IN_THE_WAY.close();
        await().atMost(90, SECONDS).until(() -> readyWith(service).equals("embedded"));

        HttpResponse<String> later = service.post("extract", body);
        assertThat(header(later, "Cache-Status")).matches("MeetingInsights; hit; ttl=\\d+");
        assertThat(later.body()).isEqualTo(miss.body());
        await().atMost(30, SECONDS).until(() -> service.metric("cache_size", "backend=\"embedded\"") == 1);
    }

    private static String readyWith(Service service) {
        HttpResponse<String> ready = service.get("health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        return json(ready)
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data")
                .getString("cache_backend");
    }
}
