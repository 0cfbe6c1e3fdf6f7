package org.meetinginsights.idempotency.hazelcast;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/**
 * One request for a claim. Of a call that failed nobody knows whether it happened, so the map is read. A claim that comes about
 * after its time is given back, or it would keep others waiting for a lease. Used once.
 */
final class ClaimRequest {

    private final Claim wanted;
    private final HazelcastLink link;
    private final StoreMaps maps;
    private final StoreCalls calls;
    private final CompletableFuture<Optional<Claim>> answer = new CompletableFuture<>();

    ClaimRequest(Claim wanted, HazelcastLink link, StoreMaps maps, StoreCalls calls) {
        this.wanted = wanted;
        this.link = link;
        this.maps = maps;
        this.calls = calls;
    }

    /** @return who holds the key instead; nothing if the claim is ours */
    CompletionStage<Optional<Claim>> ask() {
        calls.lookups().run(calls.timeouts().claim(), this::call).exceptionally(away -> {
            readBack(away);
            return null;
        });
        return answer;
    }

    private void call() {
        Optional<Claim> other = otherHolder();
        if (!answer.complete(other) && other.isEmpty() && !isGranted()) {
            maps.claims().remove(wanted.key().text(), wanted.token());
        }
    }

    private boolean isGranted() {
        return !answer.isCompletedExceptionally() && answer.join().isEmpty();
    }

    /** A claim of a member that this node saw leaving is nobody's. */
    private Optional<Claim> otherHolder() {
        Optional<String> other = claimed();
        if (other.flatMap(this::parse).map(Claim::member).filter(link::hasLeft).isPresent()) {
            maps.claims().remove(wanted.key().text(), other.get());
            other = claimed();
        }
        return other.map(token ->
                parse(token).orElseThrow(() -> new StoreUnavailableException("The claims map holds what is no claim")));
    }

    /** Hazelcast repeats a call whose member died, and the first one may have come through: our own token is no other's. */
    private Optional<String> claimed() {
        return Optional.ofNullable(maps.claims().putIfAbsent(wanted.key().text(), wanted.token()))
                .filter(token -> !isOurs(token));
    }

    private void readBack(Throwable away) {
        calls.lookups()
                .answer(
                        calls.timeouts().lookup(),
                        () -> maps.claims().getAsync(wanted.key().text()))
                .whenComplete((token, unanswered) -> {
                    if (isOurs(token)) {
                        answer.complete(Optional.empty());
                    } else {
                        answer.completeExceptionally(away);
                    }
                });
    }

    private boolean isOurs(String token) {
        return wanted.token().equals(token);
    }

    private Optional<Claim> parse(String token) {
        return Claim.parse(wanted.key(), token, link.backend());
    }
}
