/**
 * {@link org.meetinginsights.idempotency.store.ResultStore} on Hazelcast maps: results, claims, outcomes and callers' keys.
 * Besides its two subpackages, {@code connection} and {@code erasure}, nothing imports Hazelcast. What goes into the maps are
 * bytes and texts, never a class of ours.
 */
package org.meetinginsights.idempotency.hazelcast;
