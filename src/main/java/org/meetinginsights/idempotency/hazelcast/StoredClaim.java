package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.util.Optional;
import org.meetinginsights.idempotency.store.Claim;

/**
 * A claim as it stands in the map. That may be one renewal further than its holder knows, because the answer to a renewal
 * can come too late; the nonce says whose it is. Blocks.
 */
final class StoredClaim {

    private final IMap<String, String> claims;
    private final Claim claim;

    StoredClaim(IMap<String, String> claims, Claim claim) {
        this.claims = claims;
        this.claim = claim;
    }

    /** The claim with a new lease, or as it was if it is lost. */
    Claim renew() {
        return replaced(claim).or(() -> current().flatMap(this::replaced)).orElse(claim);
    }

    void end() {
        if (!claims.remove(claim.key().text(), claim.token())) {
            current().ifPresent(current -> claims.remove(claim.key().text(), current.token()));
        }
    }

    boolean isHeld() {
        return current().isPresent();
    }

    private Optional<Claim> replaced(Claim old) {
        Claim renewed = old.renewed();
        return claims.replace(old.key().text(), old.token(), renewed.token()) ? Optional.of(renewed) : Optional.empty();
    }

    private Optional<Claim> current() {
        return Optional.ofNullable(claims.get(claim.key().text()))
                .flatMap(token -> Claim.parse(claim.key(), token, claim.backend()))
                .filter(claim::sameHolderAs);
    }
}
