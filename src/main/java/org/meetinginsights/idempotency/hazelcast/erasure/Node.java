package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node as the shared map holds it: {@code name/lastSign/markerIds}. Its key is {@code id/copy}.
 *
 * @param id of this process
 * @param name what operators call it
 * @param lastSign when it wrote this, by its own clock
 * @param heard the tombstones it has heard of since it wrote before
 */
record Node(String id, String name, Instant lastSign, List<String> heard) {

    private static final String SEPARATOR = "/";
    private static final String LIST_SEPARATOR = ",";
    private static final int PARTS = 3;

    String key(int copy) {
        return key(id, copy);
    }

    static String key(String id, int copy) {
        return id + SEPARATOR + copy;
    }

    String value() {
        return String.join(SEPARATOR, name, Long.toString(lastSign.toEpochMilli()), String.join(LIST_SEPARATOR, heard));
    }

    static String idOf(String key) {
        return key.substring(0, Math.max(0, key.indexOf(SEPARATOR)));
    }

    /** Reads an entry of the map; nothing if it is not one. */
    static Optional<Node> read(String key, String value) {
        String[] parts = value.split(SEPARATOR, -1);
        if (parts.length != PARTS || idOf(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant lastSign = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return Optional.of(new Node(idOf(key), parts[0], lastSign, List.of(parts[2].split(LIST_SEPARATOR))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Node later(Node other) {
        return other.lastSign.isBefore(lastSign) ? this : other;
    }
}
