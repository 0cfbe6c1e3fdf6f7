package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.it.Service.header;
import static org.meetinginsights.it.Service.json;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, headers and paths that somebody has thought about for longer than about a meeting. */
interface AbuseTestCases {

    Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 405, 414, 415, 422);
    Service SERVICE = new Service();

    @Test
    default void hostileRequestsAreAnsweredAndLeaveNothingBehind() throws Exception {
        new Fuzz().run();
    }

    // --- bodies

    @Test
    default void twoMembersOfOneNameAreTwoMeetingsAndRefused() {
        HttpResponse<String> refused = SERVICE.post("extract", "{\"transcript\": \"a\", \"tr\\u0061nscript\": \"b\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).getString("detail")).isEqualTo("An object has two members of the same name.");
    }

    /** The server's JSON reader would look for their ends for ever, with a thread and all of a processor. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"other\": {\"x\"", "{\"transcript\": \"a\", \"other\": {[]}"})
    default void whatHasNoEndIsRefused(String body) {
        assertThat(SERVICE.post("extract", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"transcript\": %s}', 1e400, 1, 400",
        "'{\"transcript\": %s}', 9, 1000000, 400",
        "'{\"transcript\": \"a\", \"other\": %s}', 9, 1000000, 400",
        "'{\"transcript\": \"a\", \"other\": %s}', 9, 100, 200",
        "'{\"transcript\": \"a\", \"other\": [1e400, -1e-400, 1e2147483648, %s]}', 9, 1, 200",
        "'{\"transcript\": \"a\", \"metadata\": {\"meet_date\": %s}}', 1e2147483647, 1, 422",
        "'{\"transcript\": \"a\", \"metadata\": {\"meet_date\": %s}}', 9, 50, 422",
    })
    default void hugeNumbersCostNothing(String body, String digits, int times, int status) {
        long start = System.nanoTime();
        HttpResponse<String> response = SERVICE.post("extract", body.formatted(digits.repeat(times)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(5));
    }

    @ParameterizedTest
    @CsvSource({
        "[, 400",
        "'{\"a\":', 400",
        "9, 400",
        "'{', 400",
        "'\"', 400",
        "'[],', 400",
        "'\"a\":1,', 400",
        "'  ', 400",
        "'\\', 400"
    })
    default void twoMebibytesOfAnythingAreRefusedInNoTime(String unit, int status) {
        long start = System.nanoTime();
        HttpResponse<String> response = SERVICE.post("extract", unit.repeat((2 << 20) / unit.length()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(5));
    }

    @Test
    default void aMillionValuesInAFieldThatIsIgnoredAreIgnored() {
        String body = "{\"transcript\": \"a\", \"other\": [" + "0,".repeat(1_000_000) + "0]}";

        assertThat(SERVICE.post("extract", body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"transcript\": \"a\", \"\\ud83d\": 1, \"\\ude00\": 2}', 200",
        "'{\"transcript\": \"a\", \"\\u0000\": 1}', 200",
        "'\ufeff{\"transcript\": \"a\"}', 400",
        "'{\"transcript\": \"a\", \"\u0000\": 1}', 400",
    })
    default void namesThatAreNoTextAreIgnoredAndBytesThatAreNoJsonAreNot(String body, int status) {
        assertThat(SERVICE.post("extract", body).statusCode()).isEqualTo(status);
    }

    @Test
    default void aCompressedBodyIsRefusedBeforeItGrows() {
        HttpResponse<String> refused = SERVICE.send(SERVICE.request("extract")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(Meetings.fresh())));

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.headers().firstValue("Accept-Encoding")).contains("identity");
        assertThat(json(refused).getString("detail")).contains("Content-Encoding");
    }

    // --- log lines

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-ID: quixotic [ERROR] forged",
                "X-Request-ID: \u001b[31mquixotic",
                "X-Request-ID: quixotic\u2028forged",
                "X-Request-ID: quixotic\u0085forged",
                "X-Request-ID: ${quixotic}",
                "X-Request-ID: quixotic\t|",
                "X-Request-ID: quixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixoticquixotic",
                "Accept: ;;;quixotic",
                "Accept: application/json;q=quixotic",
                "Content-Type: ;/quixotic",
            })
    default void aHeaderThatIsWrongDoesNotReachTheLog(String header) throws Exception {
        String head = "POST /extract HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nContent-Length: 0\r\n\r\n";
        RawConnection.Answer answer = RawConnection.ask("POST", head);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.headers().toString()).doesNotContain("quixotic");
        assertThat(ServerLogs.linesWith("quixotic")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extract;a=quixotic",
                "extract;a=%2Fquixotic",
                "problems/overloaded;quixotic",
                "problems/overloaded;a=%2Fquixotic",
                "problems/quixotic",
                "problems/quixotic%3B",
                "problems/%0Aquixotic%3B",
                "admin/cache/entries/quixotic%3Ba",
                "quixotic"
            })
    default void aPathMakesNoLineOfItsOwnAndNoSeries(String path) {
        SERVICE.get(path);

        assertThat(SERVICE.get("metrics").body()).doesNotContain("quixotic");
        assertThat(ServerLogs.linesWith("quixotic")).isEmpty();
    }

    @Test
    default void aPathCountsUnderTheNameOfItsEndpoint() {
        double before = notThere();
        SERVICE.get("problems/p");

        assertThat(notThere() - before).isEqualTo(1);
    }

    private double notThere() {
        return SERVICE.metric("http_request_duration_seconds_count", "path=\"/problems/{slug}\"", "status=\"404\"");
    }

    // --- paths

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/cache/entries/..%2f..",
                "/admin/cache/entries/..%2f..%2f..%2fextract",
                "/admin/cache/entries/%2e%2e",
                "/admin/cache/entries/%2e%2e%2fcache",
                "/admin/cache/entries/%252e%252e%252f",
                "/admin/cache/entries/a%2fb",
                "/admin/cache/entries/a%5cb",
                "/admin/cache/entries/%00",
                "/admin/cache/entries/%0d%0aX-Injected:%20a",
                "/admin/cache/entries/..;/..",
                "/admin/..;/extract",
                "/admin/%2e%2e/extract",
                "/admin/cache%2fentries",
                "/admin%2fcache",
                "/ADMIN/CACHE",
                "/Admin/cache",
                "/admin/cache.json",
                "/admin/cache/entries/%c0%ae%c0%ae",
                "/admin/cache/entries/%E2%80%A8",
                "/admin/nothing",
                "/admin/cache/nothing/at/all",
                "/extract/../admin/nothing",
                "/problems/..%2fadmin%2fcache",
            })
    default void aPathThatWantsToBeAnotherOneIsNotThatOne(String path) {
        for (String method : List.of("GET", "DELETE", "POST", "PUT", "PATCH")) {
            assertRefused(send(method, path), method + " " + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    default void aMethodIsTheOneInTheFirstLine(String override) {
        String meeting = Meetings.fresh();
        SERVICE.post("extract", meeting);
        int plain = send("POST", "/admin/cache").statusCode();

        HttpResponse<String> response = SERVICE.send(HttpRequest.newBuilder(uri("/admin/cache"))
                .header(override, "DELETE")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(plain);
        assertThat(header(SERVICE.post("extract", meeting), "Cache-Status")).contains("; hit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/cache/entries?limit=%00",
                "/admin/nothing?limit=1&limit=2",
                "/admin/nothing?customer_tag=%c3%28",
                "/admin/nothing?%zz",
                "/admin/nothing?_method=DELETE",
            })
    default void aQueryThatIsNoneIsNoDefect(String target) throws Exception {
        RawConnection.Answer answer =
                RawConnection.ask("GET", "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isBetween(200, 499);
        assertNoInsides(answer.body());
    }

    /** Erasing what is not there removes nothing, and says so. */
    private static void assertRefused(HttpResponse<String> response, String what) {
        if (response.statusCode() == 200 && response.body().equals("{\"removed\":0}")) {
            return;
        }
        assertThat(REFUSALS).as(what + ": " + response.body()).contains(response.statusCode());
        if (!header(response, "X-Request-ID").isEmpty()) {
            assertThat(header(response, "Content-Type")).as(what).startsWith("application/problem+json");
        }
        assertThat(header(response, "X-Injected")).isEmpty();
        assertNoInsides(response.body());
    }

    private static void assertNoInsides(String body) {
        assertThat(body).doesNotContain("Exception", "\tat ", "java.", "RESTEASY");
    }

    private HttpResponse<String> send(String method, String path) {
        return SERVICE.send(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + Service.BASE.getPort() + path);
    }

    // --- what browsers are told

    @Test
    default void aPageLoadsNothingAndIsInNobodysFrame() {
        HttpResponse<String> page = SERVICE.get("problems/overloaded");

        assertThat(header(page, "Content-Security-Policy"))
                .startsWith(
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    default void everyResponseIsWhatItSaysItIs() {
        assertThat(header(SERVICE.post("extract", Meetings.fresh()), "X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(header(SERVICE.post("extract", "{}"), "X-Content-Type-Options"))
                .isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "problems/overloaded", "health", "no-such-path", "openapi/ui/"})
    default void nobodyIsToldWhatServesHere(String path) {
        Map<String, List<String>> headers = SERVICE.get(path).headers().map();

        assertThat(headers).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    default void theStartPageLeadsNobodyElsewhere() throws Exception {
        for (String host : List.of("evil.example", "a b", "\"<script>")) {
            RawConnection.Answer answer = RawConnection.ask("GET", "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

            assertThat(answer.status()).as(host).isBetween(300, 499);
            assertThat(answer.headers().toString()).doesNotContain(host);
        }
    }
}
