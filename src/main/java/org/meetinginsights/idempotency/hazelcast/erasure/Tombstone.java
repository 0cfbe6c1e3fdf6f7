package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * An erasure as the shared map holds it: {@code scope/id/at/now} in a {@link VersionedText}. Each has a key of its own,
 * {@code scope/id/copy}, so that two parts of a cluster that merge have nothing to decide.
 *
 * @param id of this erase; its copies have the same. It begins with the time in milliseconds, 13 digits, so that it sorts by it
 * @param now whether it is told while it happens; not if somebody brings along what was erased earlier
 */
record Tombstone(Erasure erasure, String id, boolean now) {

    private static final int FIELDS = 4;

    static Tombstone of(Erasure erasure, boolean now) {
        return new Tombstone(erasure, VersionedText.sortable(erasure.at()) + "-" + UUID.randomUUID(), now);
    }

    /** @param copy counts the places where it is put */
    String key(int copy) {
        return firstKey() + id + "/" + copy;
    }

    /** Sorts before the keys of all tombstones of the same scope. */
    String firstKey() {
        return erasure.scope().text() + "/";
    }

    /** Sorts after the keys of all earlier tombstones of the same scope, and before its own. */
    String lastEarlierKey() {
        return firstKey() + VersionedText.sortable(erasure.at());
    }

    String value() {
        return VersionedText.write(erasure.scope().text(), id, erasure.at().toEpochMilli(), now);
    }

    /** Reads a {@link #value}; nothing if it is not one. */
    static Optional<Tombstone> read(String value) {
        return VersionedText.read(value, FIELDS, fields -> {
            StoreScope scope = StoreScope.parse(fields.get(0)).orElseThrow(IllegalArgumentException::new);
            Instant at = VersionedText.instant(fields.get(2));
            return new Tombstone(new Erasure(scope, at), fields.get(1), Boolean.parseBoolean(fields.get(3)));
        });
    }
}
