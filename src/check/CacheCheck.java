import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks against a running service that a meeting is paid for once. Sends a real meeting, made new by a fresh meeting
 * id, to {@code POST /extract} twice: the first answer must be made and stored, the second must come from the store,
 * and both must be equal byte for byte.
 *
 * <pre>java src/check/CacheCheck.java [url] [request body file]</pre>
 *
 * <p>The url is http://localhost:9080 and the file src/test/resources/meetings/ES2004a.json unless others are given.
 *
 * <p>Where the service asks for a key, it is taken from the environment variable CHECK_API_KEY: arguments can be seen by others.
 *
 * <p>Exit code 0: everything is as promised. 1: a promise is broken, with one line for each. 2: the check could not be
 * run, with one sentence about what to do next.
 */
public class CacheCheck {

    private static final String MEETING = "src/test/resources/meetings/ES2004a.json";
    private static final String KEY = Objects.requireNonNullElse(System.getenv("CHECK_API_KEY"), "");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public static void main(String[] args) throws Exception {
        try {
            String url = (args.length > 0 ? args[0] : "http://localhost:9080").replaceFirst("/+$", "");
            Path file = args.length > 1 ? Path.of(args[1]) : shippedMeeting();
            System.exit(check(url, Meeting.fresh(read(file))) ? 0 : 1);
        } catch (CannotRun e) {
            System.err.println("Could not check: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean check(String url, Meeting meeting) throws Exception {
        System.out.printf("%nDoes %s pay for a meeting once?%n%n", url);
        Answer health = send("GET", url + "/health/ready", 10, "");
        row("health", (health.isUp() ? "UP" : "not UP, status " + health.status) + health.nodeFacts());
        row("meeting", meeting.id);
        Answer first = send("POST", url + "/extract", 120, meeting.json);
        row("1st call", first.outcome());
        Answer second = send("POST", url + "/extract", 120, meeting.json);
        row("2nd call", second.outcome());
        row("key", first.field("idempotency_key"));
        row("speed-up", "%,.0f times as fast".formatted(first.millis / second.millis));
        row("bodies", first.sameBody(second) ? "equal, all %,d bytes".formatted(first.body.length) : "different");
        if (first.cacheStatus("detail=LOCAL") || second.cacheStatus("detail=LOCAL")) {
            row("LOCAL", "the node answers from its own memory, not from the cluster's");
        }
        return report(promises(meeting.key, health, first, second));
    }

    private static List<Promise> promises(String key, Answer health, Answer first, Answer second) {
        String published = first.field("idempotency_key");
        return List.of(
                new Promise(health.isUp(), "health: /health/ready is not UP"),
                new Promise(first.status == 200, "1st call: " + first.failure()),
                new Promise(first.cacheStatus("fwd=uri-miss"), "1st call: no fwd=uri-miss in Cache-Status"),
                new Promise(first.cacheStatus("stored"), "1st call: no stored in Cache-Status"),
                new Promise(second.status == 200, "2nd call: " + second.failure()),
                new Promise(second.cacheStatus("hit"), "2nd call: no hit in Cache-Status"),
                new Promise(
                        second.header("Idempotent-Replayed").equals("true"), "2nd call: no Idempotent-Replayed: true"),
                new Promise(second.header("Age").matches("\\d+"), "2nd call: no Age in whole seconds"),
                new Promise(published.matches("[0-9a-f]{64}"), "key: not 64 lower-case hex digits"),
                new Promise(published.equals(key), "key: should be " + key),
                new Promise(first.sameBody(second), "bodies: not equal byte for byte"));
    }

    private static boolean report(List<Promise> promises) {
        boolean kept = promises.stream().allMatch(Promise::kept);
        System.out.println(kept ? "\nEverything is as promised." : "\nNot as promised:");
        promises.stream()
                .filter(promise -> !promise.kept)
                .forEach(promise -> System.out.println("  " + promise.otherwise));
        return kept;
    }

    private static void row(String name, String value) {
        System.out.printf("  %-10s%s%n", name, value);
    }

    /** The limit holds for the whole answer; the request's own would end with its headers. */
    private static Answer send(String method, String url, int seconds, String json) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json));
            if (!KEY.isEmpty()) {
                request.header("Authorization", "Bearer " + KEY);
            }
            long start = System.nanoTime();
            HttpResponse<byte[]> response = CLIENT.sendAsync(request.build(), BodyHandlers.ofByteArray())
                    .orTimeout(seconds, TimeUnit.SECONDS)
                    .join();
            double millis = (System.nanoTime() - start) / 1e6;
            return new Answer(response.statusCode(), response.headers(), response.body(), millis);
        } catch (CompletionException | IllegalArgumentException e) {
            throw new CannotRun("no answer from " + url + " (" + (e.getCause() == null ? e : e.getCause())
                    + "); start the service, or give its address as the first argument.");
        }
    }

    /** The meeting of the project that the current folder is in, else of the project that this file is in. */
    private static Path shippedMeeting() throws Exception {
        Path source = Path.of(CacheCheck.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Stream.of(Path.of("").toAbsolutePath(), source)
                .flatMap(start -> Stream.iterate(start, Objects::nonNull, Path::getParent))
                .map(folder -> folder.resolve(MEETING))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CannotRun("there is no " + MEETING
                        + "; start this in the project's folder, or give a request body file as the second argument."));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read; give a request body file in UTF-8 as the second argument.");
        }
    }

    /** Fields of text: group 1 is the name, group 2 the value. What stands quoted inside a text is not a field. */
    private static Stream<MatchResult> fields(String json, String names) {
        String field = "(?<!\\\\)\"(" + names + ")\"\\s*:\\s*\"([^\"\\\\]*)\"";
        return Pattern.compile(field).matcher(json).results();
    }

    private record Promise(boolean kept, String otherwise) {}

    private record Meeting(String json, String id, String key) {

        /** The meeting under an id that no meeting had before, and the key that the service has to publish for it. */
        static Meeting fresh(String json) throws Exception {
            MatchResult sent = only(json, "meet_id|meeting_id");
            String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
            String id = sent.group(2) + suffix;
            String date = canonical(only(json, "meet_date").group(2));
            byte[] named = (id + date + only(json, "customer_id").group(2)).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(named);
            String fresh = json.substring(0, sent.end(2)) + suffix + json.substring(sent.end(2));
            return new Meeting(fresh, id, HexFormat.of().formatHex(hash));
        }

        private static MatchResult only(String json, String name) {
            List<MatchResult> found = fields(json, name).toList();
            if (found.size() != 1 || found.get(0).group(2).isEmpty()) {
                throw new CannotRun("the request body has not exactly one " + name.replace("|", " or ")
                        + " in plain text; give another file as the second argument.");
            }
            return found.get(0);
        }

        /** As it goes into the key: with seconds, microseconds unless they are zero, and the offset as sent. */
        private static String canonical(String date) {
            String text = date.contains("T") ? date : date + "T00:00";
            try {
                var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                String fraction = time.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ".SSSSSS";
                String offset = time.isSupported(ChronoField.OFFSET_SECONDS) ? "xxx" : "";
                return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss" + fraction + offset)
                        .format(time);
            } catch (DateTimeException e) {
                throw new CannotRun(
                        "meet_date " + date + " is not ISO 8601; give another file as the second argument.");
            }
        }
    }

    private record Answer(int status, HttpHeaders headers, byte[] body, double millis) {

        String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        boolean cacheStatus(String parameter) {
            return List.of(header("Cache-Status").split("\\s*[;,]\\s*")).contains(parameter);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String field(String name) {
            return fields(text(), name).map(field -> field.group(2)).findFirst().orElse("");
        }

        boolean sameBody(Answer other) {
            return Arrays.equals(body, other.body);
        }

        /** One check that is down takes the whole report down. */
        boolean isUp() {
            return status == 200 && text().contains("\"UP\"") && !text().contains("\"DOWN\"");
        }

        /** Version, analyst and cache backend, where readiness names them. */
        String nodeFacts() {
            return fields(text(), "version|analyst|\\w*backend")
                    .map(field -> ", " + field.group(1).replace('_', ' ') + " " + field.group(2))
                    .collect(Collectors.joining());
        }

        String outcome() {
            String cacheStatus = header("Cache-Status");
            return "%,10.1f ms   %s".formatted(millis, cacheStatus.isEmpty() ? "no Cache-Status" : cacheStatus);
        }

        String failure() {
            String advice = status == 401 ? "; set CHECK_API_KEY to an API key" : "";
            return "status " + status + " instead of 200 " + field("error") + advice;
        }
    }

    /** The check cannot be run; the message says what to do next. */
    private static class CannotRun extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotRun(String message) {
            super(message);
        }
    }
}
