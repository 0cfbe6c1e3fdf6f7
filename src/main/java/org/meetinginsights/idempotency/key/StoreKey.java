package org.meetinginsights.idempotency.key;

/**
 * What the cache is keyed by: {@code tenant:customerTag:idempotencyKey:operation:variant}. The parts an operator erases
 * by stand in front, so that one prefix finds them; the variant holds everything else that tells two requests apart. A
 * request that does not name its meeting has {@code k-} and the hash of its caller's key in the idempotency key's place.
 */
public record StoreKey(String text) {

    private static final int VARIANT_DIGITS = 32;
    private static final char SEPARATOR = ':';

    public static StoreKey of(
            String tenant,
            String customerTag,
            IdempotencyKey key,
            String operation,
            Fingerprint fingerprint,
            EngineDigest engine) {
        return of(tenant, customerTag, key.value(), operation, fingerprint, engine);
    }

    /** For a request that names no meeting, but has a key of its caller's. */
    public static StoreKey of(
            String tenant,
            String customerTag,
            CallerKey key,
            String operation,
            Fingerprint fingerprint,
            EngineDigest engine) {
        return of(tenant, customerTag, "k-" + key.hash(), operation, fingerprint, engine);
    }

    private static StoreKey of(
            String tenant,
            String customerTag,
            String name,
            String operation,
            Fingerprint fingerprint,
            EngineDigest engine) {
        String variant =
                new Sha256().field(fingerprint.hex()).field(engine.hex()).hex().substring(0, VARIANT_DIGITS);
        return new StoreKey(String.join(":", tenant, customerTag, name, operation, variant));
    }

    /** Whose result it is. */
    public String tenant() {
        return part(0);
    }

    /** Whom it is about, as a {@link CustomerTag} says it. */
    public String customerTag() {
        return part(1);
    }

    /** The meeting's published key, or {@code k-} and the hash of its caller's. */
    public String idempotencyKey() {
        return part(2);
    }

    public String operation() {
        return part(3);
    }

    public boolean isOfTenantAndOperationOf(StoreKey other) {
        return tenant().equals(other.tenant()) && operation().equals(other.operation());
    }

    /** Empty where there is none: by hand and not by {@code split}, because hits come here. */
    private String part(int index) {
        int start = 0;
        for (int i = 0; i < index; i++) {
            int colon = text.indexOf(SEPARATOR, start);
            if (colon < 0) {
                return "";
            }
            start = colon + 1;
        }
        int end = text.indexOf(SEPARATOR, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }
}
