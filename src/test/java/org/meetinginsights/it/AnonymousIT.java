package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No keys are configured, and everybody may call; operators are nobody. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AnonymousIT {

    private static final int CALLS = 3;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                "CACHE_BACKEND",
                "memory",
                "ALLOW_ANONYMOUS",
                "true",
                "RATE_LIMIT_PER_MINUTE",
                Integer.toString(CALLS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost:9180", "Host: insights.example.org", "Host: a\r\nVia: 1.1 b"})
    void nobodyIsAnOperator(String headers) {
        assertThat(Stream.of("GET", "DELETE"))
                .allSatisfy(method -> assertThat(RawHttp.send(method, "/admin/cache", "", headers))
                        .startsWith("HTTP/1.1 403 ")
                        .contains("\"error\":\"forbidden\""));
    }

    @Test
    void everybodyIsAnsweredAndPaysByAddress() {
        String known = Meetings.fresh();
        assertThat(extract(known)).startsWith("HTTP/1.1 200 ");
        for (int i = 1; i < CALLS; i++) {
            assertThat(extract(Meetings.fresh())).startsWith("HTTP/1.1 200 ");
        }

        assertThat(extract(Meetings.fresh())).startsWith("HTTP/1.1 429 ");
        assertThat(extract(known)).startsWith("HTTP/1.1 200 ").contains("; hit;");
    }

    private static String extract(String body) {
        return RawHttp.send("POST", "/extract", body, "Host: insights.example.org", "X-Forwarded-For: 198.51.100.1");
    }
}
