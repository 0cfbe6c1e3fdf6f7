package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A summary of the cache.
 *
 * @param backend where results are stored right now
 * @param size an estimate of the unexpired results of all tenants
 * @param members of the cluster; 0 if this node uses its own memory
 * @param node what this node has counted since its start
 */
@JsonbPropertyOrder({"backend", "size", "members", "node"})
public record CacheOverview(
        @JsonbProperty("backend") String backend,
        @JsonbProperty("size") long size,
        @JsonbProperty("members") int members,
        @JsonbProperty("node") NodeCounts node) {

    /**
     * Hits, misses and collapsed requests are those of all tenants, because these metrics have no tenant. Tokens and money are
     * those of the tenant that asks.
     *
     * @param hits answered from the store
     * @param misses answered with a call
     * @param collapsed answered with another request's call
     * @param hitRatio hits among these three, 0 to 1; 0 before the first request
     * @param tokensSpent on calls
     * @param tokensSaved that the answers without a call would have cost
     * @param costSpentUsd of calls
     * @param costSavedUsd of the calls that were not made
     */
    @JsonbPropertyOrder({
        "hits",
        "misses",
        "collapsed",
        "hitRatio",
        "tokensSpent",
        "tokensSaved",
        "costSpentUsd",
        "costSavedUsd"
    })
    public record NodeCounts(
            @JsonbProperty("hits") long hits,
            @JsonbProperty("misses") long misses,
            @JsonbProperty("collapsed") long collapsed,
            @JsonbProperty("hit_ratio") double hitRatio,
            @JsonbProperty("tokens_spent") long tokensSpent,
            @JsonbProperty("tokens_saved") long tokensSaved,
            @JsonbProperty("cost_spent_usd") double costSpentUsd,
            @JsonbProperty("cost_saved_usd") double costSavedUsd) {

        /** With the hit ratio that follows from the other values. */
        public static NodeCounts of(
                long hits,
                long misses,
                long collapsed,
                long tokensSpent,
                long tokensSaved,
                double costSpentUsd,
                double costSavedUsd) {
            long all = hits + misses + collapsed;
            double hitRatio = all == 0 ? 0 : (double) hits / all;
            return new NodeCounts(
                    hits, misses, collapsed, hitRatio, tokensSpent, tokensSaved, costSpentUsd, costSavedUsd);
        }
    }
}
