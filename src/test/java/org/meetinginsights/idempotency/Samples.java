package org.meetinginsights.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.erasure.Erasures;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.IdempotencyKey;
import org.meetinginsights.idempotency.key.RecordKey;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Failure;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.StoreTimeouts;

/** What tests of the core talk about. */
public final class Samples {

    /** For tests of what a shared store does, and not of how soon. */
    public static final StoreTimeouts UNHURRIED =
            new StoreTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(5));

    public static final Duration LIFE = Duration.ofHours(24);
    public static final Usage USAGE = new Usage(1_200, 300, 6_000_000);
    public static final Failure RATE_LIMITED =
            Failure.upstream("llm_rate_limited").withUpstreamStatus(429).withRetryAfter(Duration.ofSeconds(7));

    private static final EngineDigest ENGINE = new EngineDigest("e".repeat(64));

    private Samples() {}

    /** What a node knows that has heard of no erase. */
    public static Erasures nothingErased(Clock clock) {
        return new Erasures(LIFE.plusHours(1), clock);
    }

    /** A key that no other test has. */
    public static StoreKey newKey() {
        return key("default", "-");
    }

    public static StoreKey key(String tenant, String customerTag) {
        IdempotencyKey key = new IdempotencyKey(new CallerKey(UUID.randomUUID().toString()).hash());
        return StoreKey.of(tenant, customerTag, key, "extract", fingerprint("hello"), ENGINE);
    }

    public static Fingerprint fingerprint(String text) {
        return Fingerprint.of(List.of(text));
    }

    /** What a request that comes in now puts for its caller's key. */
    public static IdempotencyRecord reservation(String content, StoreKey storeKey, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new IdempotencyRecord(
                fingerprint(content), UUID.randomUUID().toString(), now, now.plus(Duration.ofMinutes(2)), storeKey);
    }

    /** What stands for a result that is made now, in the place of the other one. */
    public static IdempotencyRecord settled(IdempotencyRecord reservation, Clock clock) {
        return IdempotencyRecord.settled(reservation.fingerprint(), envelope("result", clock), reservation.storeKey());
    }

    /** A request that comes in now and asks for nothing special. */
    public static IdempotentRequest request(Optional<StoreKey> storeKey, Clock clock) {
        return request(storeKey, "hello", CacheDirectives.NONE, Optional.empty(), clock);
    }

    /** A request that comes in now. */
    public static IdempotentRequest request(
            Optional<StoreKey> storeKey,
            String content,
            CacheDirectives directives,
            Optional<RecordKey> recordKey,
            Clock clock) {
        return new IdempotentRequest(
                "request",
                "default",
                "payer",
                "extract",
                Optional.empty(),
                storeKey,
                fingerprint(content),
                clock.instant(),
                directives,
                recordKey);
    }

    /** A result that was made now. */
    public static Envelope envelope(String body, Clock clock) {
        return envelope(body, clock, LIFE);
    }

    /** A result that is served only as long as it says. */
    public static Envelope envelope(String body, Clock clock, Duration left) {
        Instant expiresAt = clock.instant().plus(left);
        return new Envelope(
                expiresAt.minus(LIFE),
                expiresAt.minus(LIFE),
                expiresAt,
                fingerprint(body),
                "gpt-4o",
                USAGE,
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static String text(Envelope envelope) {
        return new String(envelope.body(), StandardCharsets.UTF_8);
    }

    /** The stage's value; waits for it where it comes from another thread. */
    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .copy()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
