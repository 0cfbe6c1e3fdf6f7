package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.Claim;
import org.meetinginsights.idempotency.ClaimAttempt;
import org.meetinginsights.idempotency.StoreKey;
import org.meetinginsights.idempotency.StoreUnavailableException;

/**
 * Claims that all nodes see. A claim whose member this node has seen leaving is nobody's: it is taken over at once and not
 * when its lease ends. Thread-safe.
 */
final class SharedClaims {

    /** What a claim may take, and what is left of half a second to ask whether it came about. */
    private static final Duration TO_CLAIM = Duration.ofMillis(350);

    private static final Duration TO_READ = Duration.ofMillis(500);
    private static final Duration TO_READ_BACK = TO_READ.minus(TO_CLAIM);

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final BoundedCalls calls;

    SharedClaims(HazelcastLink link, StoreMaps maps, BoundedCalls calls) {
        this.link = link;
        this.maps = maps;
        this.calls = calls;
    }

    CompletionStage<ClaimAttempt> claim(StoreKey key, Instant deadline) {
        Claim wanted = new Claim(key, maps.localMemberId(), UUID.randomUUID().toString(), 0, deadline, link.backend());
        CompletableFuture<Optional<String>> late = new CompletableFuture<>();
        return calls.blocking(TO_CLAIM, () -> otherHolder(wanted), late::complete)
                .thenApply(other -> verdict(wanted, other))
                .exceptionallyCompose(away -> readBack(wanted).whenComplete((attempt, unknown) -> {
                    if (unknown != null) {
                        late.thenAccept(other -> giveBack(wanted, other));
                    }
                }));
    }

    /** Whether the claim that was met still stands, renewed or not. */
    CompletionStage<Boolean> isRunning(Claim met) {
        return calls.answer(TO_READ, () -> maps.claims().getAsync(met.key().text()))
                .thenApply(token -> Optional.ofNullable(token)
                        .flatMap(standing -> parse(met.key(), standing))
                        .filter(met::sameHolderAs)
                        .filter(holder -> !hasLeft(holder))
                        .isPresent());
    }

    /** Tries to claim; who holds the key instead if it was in vain. */
    private Optional<String> otherHolder(Claim wanted) {
        String key = wanted.key().text();
        Optional<String> other = Optional.ofNullable(maps.claims().putIfAbsent(key, wanted.token()));
        if (other.flatMap(token -> parse(wanted.key(), token))
                .filter(this::hasLeft)
                .isPresent()) {
            maps.claims().remove(key, other.get());
            return Optional.ofNullable(maps.claims().putIfAbsent(key, wanted.token()));
        }
        return other;
    }

    /** After a call that was too late nobody knows whether it happened: the map does. */
    private CompletionStage<ClaimAttempt> readBack(Claim wanted) {
        return calls.answer(
                        TO_READ_BACK, () -> maps.claims().getAsync(wanted.key().text()))
                .thenApply(token -> {
                    if (token == null) {
                        throw new StoreUnavailableException("The claim did not get through in time");
                    }
                    return verdict(wanted, Optional.of(token).filter(other -> !other.equals(wanted.token())));
                });
    }

    /** A claim that came about when its request had gone on without it must keep nobody waiting. */
    private void giveBack(Claim wanted, Optional<String> other) {
        if (other.isEmpty()) {
            calls.blocking(TO_READ, () -> maps.claims().remove(wanted.key().text(), wanted.token()));
        }
    }

    private ClaimAttempt verdict(Claim wanted, Optional<String> other) {
        if (other.isEmpty()) {
            return new ClaimAttempt.Granted(wanted);
        }
        return new ClaimAttempt.Held(parse(wanted.key(), other.get())
                .orElseThrow(() -> new StoreUnavailableException("The claims map holds what is no claim")));
    }

    private boolean hasLeft(Claim holder) {
        return link.hasLeft(holder.member());
    }

    private Optional<Claim> parse(StoreKey key, String token) {
        return Claim.parse(key, token, link.backend());
    }
}
