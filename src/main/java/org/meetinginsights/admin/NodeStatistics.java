package org.meetinginsights.admin;

import java.util.Optional;

/** What this node has counted since its start. Thread-safe. */
public interface NodeStatistics {

    /** The unexpired results in the whole cache, as of some seconds ago at most. */
    long size();

    /** @param tenant whose tokens and money are added up; empty for all tenants. Hits and misses are always those of all */
    CacheOverview.NodeCounts of(Optional<String> tenant);
}
