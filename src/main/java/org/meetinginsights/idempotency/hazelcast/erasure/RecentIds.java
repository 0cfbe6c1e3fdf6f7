package org.meetinginsights.idempotency.hazelcast.erasure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of tombstones that were met last: a copy of one may come seconds after the others, from a member that was frozen, and
 * must not count as an erase of now. Thread-safe.
 */
final class RecentIds {

    private static final int MOST = 10_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether it is new. */
    synchronized boolean add(String id) {
        return ids.put(id, Boolean.TRUE) == null;
    }
}
