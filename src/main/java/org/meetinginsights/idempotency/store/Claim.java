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

    private static final String SEPARATOR = "/";
    private static final int PARTS = 4;

    /** The claim as the shared map holds it: {@code member/nonce/sequence/deadline}. */
    public String token() {
        return String.join(SEPARATOR, member, nonce, Long.toString(sequence), Long.toString(deadline.toEpochMilli()));
    }

    /** Reads a {@link #token}; nothing if it is not one. */
    public static Optional<Claim> parse(StoreKey key, String token, Backend backend) {
        String[] parts = token.split(SEPARATOR, -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            Instant deadline = Instant.ofEpochMilli(Long.parseLong(parts[3]));
            return Optional.of(new Claim(key, parts[0], parts[1], Long.parseLong(parts[2]), deadline, backend));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
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
