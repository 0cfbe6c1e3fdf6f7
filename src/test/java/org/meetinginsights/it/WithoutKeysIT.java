package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No keys are configured: the service is for whoever sits at this machine. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WithoutKeysIT {

    private static final String HERE = "Host: localhost:9180";
    private static final String OK = "HTTP/1.1 200 ";
    private static final String FORBIDDEN = "HTTP/1.1 403 ";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("CACHE_BACKEND", "memory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9180", "localhost", "127.0.0.1:9180", "127.0.0.1:1234", "[::1]:9180"})
    void whoAsksOnThisMachineIsAnswered(String host) {
        assertThat(extract("Host: " + host)).startsWith(OK);
        assertThat(overview("Host: " + host)).startsWith(OK).contains("\"backend\":\"memory\"");
    }

    @Test
    void whoAsksOnThisMachineIsTheOperatorOfAll() {
        String id = UUID.randomUUID().toString();

        assertThat(RawHttp.send("DELETE", "/admin/cache/entries/" + "0".repeat(64), "", HERE, "X-Request-ID: " + id))
                .startsWith(OK);

        assertThat(ServerLogs.linesWith(id))
                .anyMatch(line -> line.contains("[AUDIT] erase | by=default/local | role=platform | tenant=* |"));
    }

    /** Liberty has headers of its own for proxies to say where a request comes from. */
    @ParameterizedTest
    @ValueSource(strings = {"$WSRA: 192.0.2.7", "$WSRH: 192.0.2.7"})
    void anAddressInAHeaderIsNotBelieved(String header) {
        assertThat(extract(HERE + "\r\n" + header)).startsWith(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: rebound.example.org:9180",
                "Host: 192.0.2.7:9180",
                "Host: localhost:9180\r\nHost: rebound.example.org",
                "Host: localhost:9180\r\nX-Forwarded-For: 127.0.0.1",
                "Host: localhost:9180\r\nX-Forwarded-Proto: https",
                "Host: localhost:9180\r\nForwarded: for=127.0.0.1",
                "Host: localhost:9180\r\nVia: 1.1 somebody"
            })
    void whoComesFromElsewhereOrThroughAProxyIsNot(String headers) {
        assertThat(extract(headers)).doesNotContain(OK);
        assertThat(overview(headers)).doesNotContain(OK);
    }

    @Test
    void theProblemSaysWhatToConfigure() {
        assertThat(extract("Host: rebound.example.org"))
                .startsWith(FORBIDDEN)
                .contains("application/problem+json", "X-Request-ID: ", "no-store", "\"error\":\"forbidden\"")
                .contains("API_KEYS", "ALLOW_ANONYMOUS=true")
                .doesNotContain("rebound");
    }

    @Test
    void whoSendsAKeyAllTheSameIsAnswered() {
        assertThat(extract(HERE + "\r\nAuthorization: Bearer whatever")).startsWith(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/forbidden", "/health/ready", "/openapi", "/openapi/ui/", "/metrics"})
    void whatHoldsNoMeetingIsForEverybody(String path) {
        assertThat(RawHttp.send("GET", path, "", "Host: insights.example.org")).startsWith(OK);
    }

    /** A security requirement that may be left out, for one, is allowed by the specification and not by the server. */
    @Test
    void theServerFindsNothingWrongWithTheDocument() throws IOException {
        Path log = Path.of(System.getProperty("wlp.usr"), "servers", "integration", "logs", "messages.log");

        assertThat(log).content().contains("CWWKO1660I").doesNotContain("CWWKO1650E");
    }

    private static String extract(String headers) {
        return RawHttp.send("POST", "/extract", Meetings.fresh(), headers);
    }

    private static String overview(String headers) {
        return RawHttp.send("GET", "/admin/cache", "", headers);
    }
}
