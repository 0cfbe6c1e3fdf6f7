package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.meetinginsights.idempotency.erasure.Erasure;
import org.meetinginsights.idempotency.key.StoreScope;

/**
 * An erasure as the shared map holds it. Each has a key of its own, so that two parts of a cluster that merge have nothing
 * to decide: {@code scope/id/copy}. The value is {@code id/now}, or {@code id/then} where somebody brings along what was
 * erased earlier. An id is the time in milliseconds, 13 digits, and a one-time name: it sorts by time.
 *
 * @param id of this erase; its copies have the same
 * @param now whether it is told while it happens
 */
record Tombstone(Erasure erasure, String id, boolean now) {

    private static final String SEPARATOR = "/";
    private static final String NOW = "now";
    private static final String THEN = "then";
    private static final int DIGITS = 13;
    private static final int NAME_LENGTH = 8;

    static Tombstone of(Erasure erasure, boolean now) {
        String name = UUID.randomUUID().toString().substring(0, NAME_LENGTH);
        return new Tombstone(erasure, time(erasure.at()) + "-" + name, now);
    }

    /** Sorts as times do, from 1970 to 2286. */
    static String time(Instant at) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", Math.max(0, at.toEpochMilli()));
    }

    /** @param copy counts the places where it is put */
    String key(int copy) {
        return String.join(SEPARATOR, erasure.scope().text(), id, Integer.toString(copy));
    }

    String value() {
        return id + SEPARATOR + (now ? NOW : THEN);
    }

    /** Reads an entry of the map; nothing if it is not one. */
    static Optional<Tombstone> read(String key, String value) {
        String[] place = key.split(SEPARATOR, -1);
        try {
            if (place.length != 3 || place[1].length() <= DIGITS) {
                return Optional.empty();
            }
            Instant at = Instant.ofEpochMilli(Long.parseLong(place[1].substring(0, DIGITS)));
            return StoreScope.parse(place[0])
                    .map(scope -> new Tombstone(new Erasure(scope, at), place[1], value.endsWith(SEPARATOR + NOW)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
