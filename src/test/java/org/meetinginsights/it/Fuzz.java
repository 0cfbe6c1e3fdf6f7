package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meetinginsights.it.Service.json;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.meetinginsights.contract.Contract;
import org.meetinginsights.it.RawConnection.Answer;

/**
 * Ten thousand malformed and hostile requests. The seed is fixed; {@code -Dfuzz.seed}, {@code -Dfuzz.requests} and
 * {@code -Dfuzz.first} choose others, more, or one that failed: a failure names its number.
 */
final class Fuzz {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125);
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 12_000);
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So little that results are evicted. */
    static final int MAX_SIZE_MB = 2;

    /** Hazelcast looks for an entry to evict when another one has come. */
    private static final int ONE_ENTRY = 8 << 10;

    private static final int NOT_CACHED = 504;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Contract contract = new Contract();
    private final HostileRequests requests = new HostileRequests(SEED);
    private final AtomicInteger next = new AtomicInteger(FIRST);
    private final Map<String, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Service service = new Service();

    /** All of them are answered and leave nothing behind. */
    void run() throws Exception {
        long start = System.nanoTime();
        together();
        System.out.printf(
                "fuzz: seed %d, requests %d to %d in %d s: %s%n",
                SEED, FIRST, FIRST + REQUESTS - 1, (System.nanoTime() - start) / 1_000_000_000, statuses);

        assertThat(failures)
                .as("with seed %d; repeat one with -Dfuzz.first=N -Dfuzz.requests=1", SEED)
                .isEmpty();
        await().atMost(30, SECONDS).until(() -> look().getInt("in_flight") == 0);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(map("meeting-insights-claims").map(map -> map.getInt("entries")))
                        .contains(0));
        assertThat(map("meeting-insights-results").orElseThrow().getInt("bytes"))
                .isBetween(1, (MAX_SIZE_MB << 19) + ONE_ENTRY);
        assertThat(ServerLogs.linesWith(HostileRequests.CANARY, HostileRequests.IN_PATHS, "forged", "\u001b"))
                .isEmpty();
        assertThat(ServerLogs.incidentsWith(HostileRequests.CANARY)).isEmpty();
        assertThat(service.get("metrics").body()).doesNotContain(HostileRequests.CANARY, HostileRequests.IN_PATHS);
        assertThat(service.post("extract", Meetings.fresh()).statusCode()).isEqualTo(200);
    }

    private void together() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (Future<?> sender : IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> senders.submit(this::sendAll))
                    .toList()) {
                sender.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** One after another, on one connection as long as the server keeps it. */
    private Void sendAll() throws IOException {
        Optional<RawConnection> kept = Optional.empty();
        String before = "";
        for (int i = next.getAndIncrement(); i < FIRST + REQUESTS; i = next.getAndIncrement()) {
            HostileRequest request = requests.number(i);
            RawConnection connection = kept.isPresent() ? kept.get() : new RawConnection(PATIENCE);
            Answer answer = exchange(connection, request);
            if (answer == Answer.CLOSED && kept.isPresent()) {
                // As any client does: a server may close a connection that it kept (RFC 9112, section 9.3.1).
                connection.close();
                connection = new RawConnection(PATIENCE);
                answer = exchange(connection, request);
            }
            boolean keep = request.framed() && answer.keepsTheConnection();
            judge(request, before, answer, keep && connection.hasMore());
            before = keep ? " after " + request : "";
            kept = keep ? Optional.of(connection) : Optional.empty();
            if (!keep) {
                connection.close();
            }
        }
        if (kept.isPresent()) {
            kept.get().close();
        }
        return null;
    }

    private static Answer exchange(RawConnection connection, HostileRequest request) {
        connection.send(request.bytes());
        if (!request.framed()) {
            connection.end();
        }
        return connection.answer(request.method());
    }

    private void judge(HostileRequest request, String before, Answer answer, boolean answeredTwice) {
        statuses.computeIfAbsent(name(answer), first -> new LongAdder()).increment();
        if (answer == Answer.NONE) {
            failures.add(request + ": unanswered after " + PATIENCE.toSeconds() + " s" + before);
        } else if (answer == Answer.CLOSED && request.framed()) {
            failures.add(request + ": closed without an answer" + before);
        } else if (answer.status() >= 500 && !isExpected(answer)) {
            failures.add(request + ": " + answer + ", logged as " + logged(answer));
        } else if (answeredTwice) {
            failures.add(request + ": two answers to one request" + before);
        }
        if (request.framed() && answer.status() > 0) {
            contract.violations(request.method(), request.path(), answer.status(), answer.headers(), answer.body())
                    .forEach(wrong -> failures.add(request + ": " + wrong + " in " + answer));
        }
    }

    private static List<String> logged(Answer answer) {
        return ServerLogs.linesWith(
                answer.headers().getOrDefault("X-Request-ID", List.of("no id")).get(0));
    }

    /** What the caller asked for: nothing but what is stored; a version of HTTP that does not exist. */
    private static boolean isExpected(Answer answer) {
        return answer.status() == NOT_CACHED && answer.body().contains("\"not_cached\"")
                || answer.status() == VERSION_NOT_SUPPORTED && answer.body().isEmpty();
    }

    private static String name(Answer answer) {
        return switch (answer.status()) {
            case 0 -> "closed";
            case -1 -> "unanswered";
            default -> Integer.toString(answer.status());
        };
    }

    private JsonObject look() {
        return json(service.get("look/maps"));
    }

    private Optional<JsonObject> map(String name) {
        return Optional.ofNullable(look().getJsonObject(name));
    }
}
