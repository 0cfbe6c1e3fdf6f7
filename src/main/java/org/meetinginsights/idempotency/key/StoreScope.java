package org.meetinginsights.idempotency.key;

import java.util.Optional;

/**
 * Which stored results are meant: those of one tenant or of all, of one customer or of all, of one meeting or of all.
 *
 * @param tenant whose they are; nothing for everybody's
 * @param customerTag the {@link CustomerTag} of whom they are about; nothing for everybody
 * @param idempotencyKey what stands in that place of a {@link StoreKey}; nothing for every one
 */
public record StoreScope(Optional<String> tenant, Optional<String> customerTag, Optional<String> idempotencyKey) {

    /** Everything that there is. */
    public static final StoreScope ALL = new StoreScope(Optional.empty(), Optional.empty(), Optional.empty());

    /** In the place of a part that is free. */
    public static final String ANY = "*";

    private static final int PARTS = 3;

    /** @throws IllegalArgumentException if a part could be none of a store key's: it is a star, or holds a separator */
    public StoreScope {
        refuseNoPart(tenant);
        refuseNoPart(customerTag);
        refuseNoPart(idempotencyKey);
    }

    private static void refuseNoPart(Optional<String> part) {
        if (part.filter(text -> text.equals(ANY) || text.contains(":") || text.contains("/"))
                .isPresent()) {
            throw new IllegalArgumentException("This is no part of a store key");
        }
    }

    public static StoreScope ofTenant(String tenant) {
        return new StoreScope(Optional.of(tenant), Optional.empty(), Optional.empty());
    }

    /** Of these only what is about one customer. */
    public StoreScope withCustomerTag(String tag) {
        return new StoreScope(tenant, Optional.of(tag), idempotencyKey);
    }

    /** Of these only what is about one meeting. */
    public StoreScope withIdempotencyKey(String key) {
        return new StoreScope(tenant, customerTag, Optional.of(key));
    }

    public boolean contains(StoreKey key) {
        return admits(tenant, key.tenant())
                && admits(customerTag, key.customerTag())
                && admits(idempotencyKey, key.idempotencyKey());
    }

    private static boolean admits(Optional<String> wanted, String part) {
        return wanted.isEmpty() || wanted.get().equals(part);
    }

    /** As the shared map spells it: {@code tenant:customerTag:idempotencyKey}, a star for each part that is free. */
    public String text() {
        return text(tenant.orElse(ANY), customerTag.orElse(ANY), idempotencyKey.orElse(ANY));
    }

    /** The same of parts, each {@link #ANY} where it is free. */
    public static String text(String tenant, String customerTag, String idempotencyKey) {
        return tenant + ":" + customerTag + ":" + idempotencyKey;
    }

    /** Reads a {@link #text}; nothing if it is not one. */
    public static Optional<StoreScope> parse(String text) {
        String[] parts = text.split(":", -1);
        return parts.length == PARTS
                ? Optional.of(new StoreScope(free(parts[0]), free(parts[1]), free(parts[2])))
                : Optional.empty();
    }

    private static Optional<String> free(String part) {
        return part.equals(ANY) ? Optional.empty() : Optional.of(part);
    }
}
