package org.meetinginsights.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbered requests that a broken or hostile client may send. The same seed and number make the same request. */
final class HostileRequests {

    /** Stands in all that must not be in a log. */
    static final String CANARY = "zygomorphic";

    /** The same for paths, which Liberty notes where it fails. */
    static final String IN_PATHS = "pathological";

    private static final List<String> METHODS = List.of(
            "GET",
            "PUT",
            "DELETE",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "post",
            "X" + CANARY,
            "POST" + "T".repeat(300));
    private static final List<String> PATHS = List.of(
            "/",
            "/analyze/",
            "//extract",
            "/extract;a=" + IN_PATHS,
            "/EXTRACT",
            "/extract/../analyze",
            "/extract%00",
            "/%65xtract",
            "/extract%2f",
            "/.%2e/extract",
            "/" + IN_PATHS,
            "/problems",
            "/problems/",
            "/problems/overloaded",
            "/problems/" + IN_PATHS,
            "/problems/%3Cscript%3E",
            "/problems/..%2f..%2fetc%2fpasswd",
            "/problems/overloaded;" + IN_PATHS,
            "/problems/%zz",
            "/problems/%c0%ae",
            "/admin",
            "/admin/cache",
            "/admin/cache/",
            "/admin//cache",
            "/ADMIN/cache",
            "/admin;a=b/cache",
            "/admin/cache/entries",
            "/admin/cache/entries?limit=-1",
            "/admin/cache/entries?limit=99999999999999999999",
            "/admin/cache/entries?limit=a&limit=b",
            "/admin/cache/entries?customer_tag=%00",
            "/admin/cache/entries/..%2f..",
            "/admin/cache/entries/" + "a".repeat(3_000),
            "/admin/cache/entries/%2e%2e%2f%2e%2e",
            "/admin/cache/erasures",
            "/extract?" + IN_PATHS + "=1",
            "/WEB-INF/web.xml",
            "/META-INF/openapi.yaml",
            "/ibm/api",
            "/" + "a".repeat(7_000));
    private static final List<String> HEADERS = List.of(
            "Idempotency-Key: \"" + CANARY + "key\"",
            "Idempotency-Key: \"open",
            "Idempotency-Key: a, b",
            "Idempotency-Key: \u00e9",
            "Idempotency-Key: " + "a".repeat(300),
            "Idempotency-Key: k\r\nIdempotency-Key: k",
            "Cache-Control: no-cache",
            "Cache-Control: no-store",
            "Cache-Control: only-if-cached",
            "Cache-Control: max-age=99999999999999999999",
            "Cache-Control: max-age=0",
            "Cache-Control: \"" + CANARY,
            "Cache-Control: =,;,,no-cache=1,MAX-AGE=\"5\"",
            "X-Request-ID: " + CANARY + " forged",
            "X-Request-ID: \u001b[31m" + CANARY,
            "X-Request-ID: \u2028" + CANARY,
            "X-Request-ID: ${jndi:ldap://" + CANARY + "}",
            "X-Request-ID: " + CANARY.repeat(20),
            "X-Request-ID: ok.1-2_3",
            "Accept: */*",
            "Accept: text/html",
            "Accept: ;;;" + CANARY,
            "Accept: application/json;q=" + CANARY,
            "Accept: ",
            "Accept-Language: ;;q=high",
            "Authorization: Bearer " + CANARY + "secret",
            "Authorization: Basic " + CANARY,
            "Authorization: ",
            "Origin: https://evil.example",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /admin/cache",
            "Content-Encoding: gzip",
            "Content-Encoding: " + CANARY,
            "Range: bytes=0-1",
            "If-Match: *",
            "Expect: " + CANARY,
            "Cookie: JSESSIONID=" + CANARY + "; a=\"b",
            "X-Forwarded-For: 10.0.0.1",
            "Forwarded: for=" + CANARY,
            "Via: 1.1 x",
            "$WSPR: HTTP/1.1",
            "$WSIS: true",
            "$WSRU: " + CANARY,
            "X-A: " + "a".repeat(9_000),
            "X-B: a\r\n folded",
            "NoColon",
            ": a");
    private static final List<String> HOSTS = List.of(
            "localhost:9180", "localhost", "127.0.0.1", "evil.example", "a b", "\"<" + CANARY + ">", "[::1", "", ":0");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/json;charset=utf-16",
            "application/json; charset=" + CANARY,
            ";;/" + CANARY,
            "*/*",
            "",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=a",
            "APPLICATION/JSON",
            "application/json, text/x");

    private final long seed;

    HostileRequests(long seed) {
        this.seed = seed;
    }

    HostileRequest number(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        String method = random.nextInt(5) == 0 ? oneOf(METHODS, random) : "POST";
        String target = random.nextInt(3) == 0 ? oneOf(PATHS, random) : random.nextBoolean() ? "/extract" : "/analyze";
        List<String> head = new ArrayList<>();
        head.add(method + " " + target + (random.nextInt(60) == 0 ? " HTTP/9.9" : " HTTP/1.1"));
        head.add("Host: " + (random.nextInt(12) == 0 ? oneOf(HOSTS, random) : HOSTS.get(0)));
        if (random.nextInt(30) > 0) {
            head.add("Content-Type: " + (random.nextInt(15) == 0 ? oneOf(TYPES, random) : "application/json"));
        }
        for (int more = random.nextInt(4) - 1; more > 0; more--) {
            head.add(oneOf(HEADERS, random));
        }
        if (random.nextInt(100) == 0) {
            for (int i = 0; i < 150; i++) {
                head.add("X-" + i + ": " + CANARY);
            }
        }
        return new Framing(random)
                .framed(number, method, target.replaceFirst("[?].*", ""), head, new HostileBodies(random).next());
    }

    private static String oneOf(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
