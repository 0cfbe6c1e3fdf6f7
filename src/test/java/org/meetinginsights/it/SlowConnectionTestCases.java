package org.meetinginsights.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.it.RawConnection.Answer;

/** HTTP that is slow, too large or no HTTP: what the server and its time-outs make of it. */
abstract class SlowConnectionTestCases {

    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final String HEAD =
            "POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"transcript\": \"a b c\"}";
    private static final String NEXT = "GET /problems/overloaded HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<RawConnection> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawConnection connection : open) {
            connection.close();
        }
    }

    private RawConnection sending(String text) throws IOException {
        return sending(text, "127.0.0.1");
    }

    private RawConnection sending(String text, String from) throws IOException {
        RawConnection connection = new RawConnection(PATIENCE, from);
        open.add(connection);
        connection.send(text.getBytes(US_ASCII));
        return connection;
    }

    private static long secondsSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    // --- slow

    /** All at once, since each takes ten seconds. */
    @Test
    void whoIsTooSlowIsCutOff() throws IOException {
        long start = System.nanoTime();
        Map<String, RawConnection> silent = new LinkedHashMap<>();
        for (String rest : List.of(
                "Content-Length: 1000\r\n\r\n{",
                "Transfer-Encoding: chunked\r\n\r\n3e8\r\n{",
                "X-Half: a head",
                "X-")) {
            silent.put(rest, sending(HEAD + rest));
        }
        RawConnection inDrops = sending(HEAD + "Content-Length: 1000\r\n\r\n{");

        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            inDrops.send("a".getBytes(US_ASCII));
            return inDrops.hasMore();
        });
        Answer answer = inDrops.answer("POST");

        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).contains("request_timeout");
        assertThat(inDrops.answer("POST")).as("the connection is closed").isEqualTo(Answer.CLOSED);
        assertThat(silent)
                .allSatisfy((rest, connection) ->
                        assertThat(connection.answer("POST").status()).as(rest).isIn(408, 0));
        assertThat(secondsSince(start)).isBetween(9L, 15L);
    }

    @Test
    void manyWhoAreSlowKeepNobodyElseWaiting() throws IOException {
        for (int i = 0; i < 200; i++) {
            sending(HEAD + "X-Half: a head", "127.0.0.2");
            sending(HEAD + "Content-Length: 1000\r\n\r\n{", "127.0.0.2");
        }
        long start = System.nanoTime();

        assertThat(new Service().post("extract", Meetings.fresh()).statusCode()).isEqualTo(200);
        assertThat(secondsSince(start)).isLessThan(5);
    }

    /** Each has one of the server's threads; those beyond their payer's share are told to come again. */
    @Test
    void tooManyWhoAreSlowAreSentAway() throws IOException {
        for (int i = 0; i < 60; i++) {
            sending(HEAD + "Content-Length: 1000\r\n\r\n{");
        }

        RawConnection sentAway = await().atMost(Duration.ofSeconds(5))
                .until(
                        () -> open.stream()
                                .filter(SlowConnectionTestCases::isAnswered)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        Answer answer = sentAway.answer("POST");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", List.of("1"));
        assertThat(answer.body()).contains("/problems/overloaded", "Too many requests wait");
        assertThat(new Service().get("problems/overloaded").statusCode()).isEqualTo(200);
    }

    private static boolean isAnswered(RawConnection connection) {
        try {
            return connection.hasMore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- too large

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws IOException {
        Answer answer =
                sending(HEAD + "X-A: " + "a".repeat(100_000) + "\r\n\r\n").answer("POST");

        assertThat(answer.status()).isIn(0, 400, 431);
    }

    @Test
    void tooManyHeadersAreRefused() throws IOException {
        Answer answer = sending(HEAD + "X-A: a\r\n".repeat(200) + "\r\n").answer("POST");

        assertThat(answer.status()).isIn(0, 400, 431);
    }

    @Test
    void aTargetThatIsTooLongIsRefused() throws IOException {
        Answer answer = sending("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                .answer("GET");

        assertThat(answer.status()).isIn(0, 400, 414);
    }

    // --- requests inside of requests

    /** Two who disagree about where a request ends see different requests after it; so nothing comes after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n17\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 23\r\n\r\n17\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 23\r\nContent-Length: 5\r\n\r\n" + BODY,
                "Content-Length: 5\r\nContent-Length: 23\r\n\r\n" + BODY,
                "Content-Length: 23, 5\r\n\r\n" + BODY,
                "Content-Length: +23\r\n\r\n" + BODY,
                "Content-Length: -23\r\n\r\n" + BODY,
                "Content-Length: 0x17\r\n\r\n" + BODY,
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY + "\r\n0\r\n\r\n",
            })
    void aRequestWithTwoEndsIsTheLastOfItsConnection(String framing) throws IOException {
        RawConnection connection = sending(HEAD + framing + NEXT);
        Answer first = connection.answer("POST");
        Answer second = connection.answer("GET");

        assertThat(first.status()).isLessThan(500);
        assertThat(second.status()).as(second.body()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\r\n\r\n",
                "hello\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET  /  HTTP/1.1\r\n\r\n"
            })
    void whatIsNoHttpIsNoDefect(String text) throws IOException {
        RawConnection connection = sending(text);
        connection.end();

        assertThat(connection.answer("GET").status()).isNotIn(500, 502, 503, -1);
    }
}
