package org.meetinginsights.idempotency.erasure;

import java.util.HashSet;
import java.util.Set;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * What an erase came to.
 *
 * @param removed which results were removed, here and where the cluster keeps them
 * @param notReached nodes that are known and did not say in time that they had heard of it, and {@link #CLUSTER} where
 *     the shared store did not take it; they hear of it when they are back
 */
public record Erased(Set<StoreKey> removed, Set<String> notReached) {

    /** Stands for the shared store among those that were not reached. */
    public static final String CLUSTER = "cluster";

    /** The shared store did not take it, and may have it all. */
    public static final Erased NOT_IN_THE_CLUSTER = new Erased(Set.of(), Set.of(CLUSTER));

    public Erased {
        removed = Set.copyOf(removed);
        notReached = Set.copyOf(notReached);
    }

    /** The same erase, as it came to elsewhere too. */
    public Erased and(Erased elsewhere) {
        return new Erased(union(removed, elsewhere.removed), union(notReached, elsewhere.notReached));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
