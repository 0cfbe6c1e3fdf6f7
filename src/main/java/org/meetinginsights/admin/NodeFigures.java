package org.meetinginsights.admin;

import java.util.Optional;

/** What this node has counted since its start. Thread-safe. */
public interface NodeFigures {

    /** Unexpired results in the whole cache, as they were counted some seconds ago at most. */
    long size();

    /** @param tenant whose tokens and money it is about; everybody's where there is none. Answers are not told apart */
    Figures of(Optional<String> tenant);

    /**
     * Sums since the start.
     *
     * @param hits answered from the store
     * @param misses answered with a call
     * @param collapsed answered with another request's call
     * @param tokensSpent on calls
     * @param tokensSaved that the answers without a call would have cost
     * @param costSpentUsd of calls, in US dollars
     * @param costSavedUsd of those that were not made, in US dollars
     */
    record Figures(
            long hits,
            long misses,
            long collapsed,
            long tokensSpent,
            long tokensSaved,
            double costSpentUsd,
            double costSavedUsd) {}
}
