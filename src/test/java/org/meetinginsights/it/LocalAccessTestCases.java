package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No keys are configured: the service is for whoever sits at this machine. */
interface LocalAccessTestCases {

    String HERE = "Host: localhost:9180";
    int OK = 200;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9180", "localhost", "127.0.0.1:1234", "[::1]:9180"})
    default void whoAsksOnThisMachineIsAnswered(String host) throws IOException {
        assertThat(extract("Host: " + host).status()).isEqualTo(OK);
        assertThat(overview("Host: " + host).body()).contains("\"backend\":\"embedded\"");
    }

    @Test
    default void whoAsksOnThisMachineIsTheOperatorOfAll() throws IOException {
        String id = UUID.randomUUID().toString();

        assertThat(RawConnection.ask(
                                "DELETE", "/admin/cache/entries/" + "0".repeat(64), "", HERE, "X-Request-ID: " + id)
                        .status())
                .isEqualTo(OK);

        assertThat(ServerLogs.linesWith(id))
                .anyMatch(line -> line.contains("[AUDIT] erase | by=default/local | role=platform | tenant=* |"));
    }

    /** Liberty has headers of its own for proxies to say where a request comes from. */
    @ParameterizedTest
    @ValueSource(strings = {"$WSRA: 192.0.2.7", "$WSRH: 192.0.2.7"})
    default void anAddressInAHeaderIsNotBelieved(String header) throws IOException {
        assertThat(extract(HERE + "\r\n" + header).status()).isEqualTo(OK);
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
    default void whoComesFromElsewhereOrThroughAProxyIsNot(String headers) throws IOException {
        assertThat(extract(headers).status()).isBetween(400, 499);
        assertThat(overview(headers).status()).isBetween(400, 499);
    }

    @Test
    default void theProblemSaysWhatToConfigure() throws IOException {
        RawConnection.Answer refused = extract("Host: rebound.example.org");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers())
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsKey("X-Request-ID");
        assertThat(refused.body())
                .contains("\"error\":\"forbidden\"", "API_KEYS", "ALLOW_ANONYMOUS=true")
                .doesNotContain("rebound");
    }

    @Test
    default void whoSendsAKeyAllTheSameIsAnswered() throws IOException {
        assertThat(extract(HERE + "\r\nAuthorization: Bearer whatever").status())
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/forbidden", "/health/ready", "/openapi", "/openapi/ui/", "/metrics"})
    default void whatHoldsNoMeetingIsForEverybody(String path) throws IOException {
        assertThat(RawConnection.ask("GET", path, "", "Host: insights.example.org")
                        .status())
                .isEqualTo(OK);
    }

    /** A security requirement that may be left out, for one, is allowed by the specification and not by the server. */
    @Test
    default void theServerFindsNothingWrongWithTheDocument() {
        assertThat(ServerLogs.linesWith("cwwko1660i")).isNotEmpty();
        assertThat(ServerLogs.linesWith("cwwko1650e")).isEmpty();
    }

    private static RawConnection.Answer extract(String headers) throws IOException {
        return RawConnection.ask("POST", "/extract", Meetings.fresh(), headers);
    }

    private static RawConnection.Answer overview(String headers) throws IOException {
        return RawConnection.ask("GET", "/admin/cache", "", headers);
    }
}
