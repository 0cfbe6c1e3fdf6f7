package org.meetinginsights.idempotency.store;

import java.time.Instant;
import java.util.Optional;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * The right of one request in the whole cluster to call the model. It ends by itself when it is not renewed for the
 * length of a lease.
 *
 * @param key what is claimed
 * @param member the node that holds it
 * @param nonce the holder's one-time name
 * @param sequence grows with each renewal, so that a renewal is a compare-and-set
 * @param deadline when the holder's call ends at the latest
 * @param backend where the claim stands; what follows it goes to the same place
 */
public record Claim(StoreKey key, String member, String nonce, long sequence, Instant deadline, Backend backend) {

    private static final int FIELDS = 4;

    /** The claim as the shared map holds it: {@code member/nonce/sequence/deadline} in a {@link VersionedText}. */
    public String token() {
        return VersionedText.write(member, nonce, sequence, deadline.toEpochMilli());
    }

    /** Reads a {@link #token}; nothing if it is not one. */
    public static Optional<Claim> parse(StoreKey key, String token, Backend backend) {
        return VersionedText.read(token, FIELDS, fields -> {
            Instant deadline = VersionedText.instant(fields.get(3));
            return new Claim(key, fields.get(0), fields.get(1), Long.parseLong(fields.get(2)), deadline, backend);
        });
    }

    /** Of no request: what is stored under it never replaces anything. */
    public static Claim nobodys(StoreKey key) {
        return new Claim(key, "", "", 0, Instant.EPOCH, Backend.MEMORY);
    }

    /** Whether it is the same request's claim, renewed or not: an answer to a renewal may get lost on its way. */
    public boolean sameHolderAs(Claim other) {
        return nonce.equals(other.nonce);
    }

    public Claim renewed() {
        return new Claim(key, member, nonce, sequence + 1, deadline, backend);
    }
}
