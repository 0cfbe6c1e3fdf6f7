package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * A node as the shared map holds it: {@code id/name/lastHeartbeat} in a {@link VersionedText}. Its key is {@code id/copy}.
 *
 * @param id of this process
 * @param name what operators call it
 * @param lastHeartbeat by its own clock
 */
record Node(String id, String name, Instant lastHeartbeat) {

    private static final int FIELDS = 3;
    private static final Duration MISSED_BEATS = ClusterErasure.INTERVAL.multipliedBy(3);

    static String key(String id, int copy) {
        return id + "/" + copy;
    }

    String value() {
        return VersionedText.write(id, name, lastHeartbeat.toEpochMilli());
    }

    /** Reads a {@link #value}; nothing if it is not one. */
    static Optional<Node> read(String value) {
        return VersionedText.read(
                value, FIELDS, fields -> new Node(fields.get(0), fields.get(1), VersionedText.instant(fields.get(2))));
    }

    Node later(Node other) {
        return other.lastHeartbeat.isBefore(lastHeartbeat) ? this : other;
    }

    /** Whether another process has the same name, and this one ended without a word: it was silent when the other one was not. */
    boolean isReplacedBy(Node other) {
        return name.equals(other.name) && lastHeartbeat.plus(MISSED_BEATS).isBefore(other.lastHeartbeat);
    }
}
