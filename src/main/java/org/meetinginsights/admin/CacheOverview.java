package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * The cache at a glance.
 *
 * @param backend where results are kept right now
 * @param size about how many unexpired results there are, of all tenants
 * @param members that share them; 0 where this node is on its own
 * @param node what this node has counted since its start
 */
@JsonbPropertyOrder({"backend", "size", "members", "node"})
public record CacheOverview(
        @JsonbProperty("backend") String backend,
        @JsonbProperty("size") long size,
        @JsonbProperty("members") int members,
        @JsonbProperty("node") NodeCounts node) {

    /**
     * Answers are those of all tenants, since the metrics do not tell them apart; tokens and money are the tenant's who asks.
     *
     * @param hitRatio hits among all that had a place in the cache, 0 to 1; 0 before the first of them
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

        static NodeCounts of(NodeFigures.Figures figures) {
            long asked = figures.hits() + figures.misses() + figures.collapsed();
            return new NodeCounts(
                    figures.hits(),
                    figures.misses(),
                    figures.collapsed(),
                    asked == 0 ? 0 : (double) figures.hits() / asked,
                    figures.tokensSpent(),
                    figures.tokensSaved(),
                    figures.costSpentUsd(),
                    figures.costSavedUsd());
        }
    }
}
