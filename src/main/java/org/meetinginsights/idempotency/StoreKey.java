package org.meetinginsights.idempotency;

/**
 * What the cache is keyed by: {@code tenant:customerTag:idempotencyKey:operation:variant}. The parts an operator erases
 * by stand in front, so that one prefix finds them; the variant holds everything else that tells two requests apart.
 */
public record StoreKey(String text) {

    private static final int VARIANT_DIGITS = 32;

    public static StoreKey of(
            String tenant,
            String customerTag,
            IdempotencyKey key,
            String operation,
            Fingerprint fingerprint,
            EngineDigest engine) {
        String variant =
                new Sha256().field(fingerprint.hex()).field(engine.hex()).hex().substring(0, VARIANT_DIGITS);
        return new StoreKey(String.join(":", tenant, customerTag, key.value(), operation, variant));
    }
}
