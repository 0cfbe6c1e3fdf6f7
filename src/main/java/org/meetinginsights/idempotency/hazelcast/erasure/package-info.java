/**
 * Erases in the whole cluster: tombstones, the acknowledgements of the nodes, and the heartbeats that say which nodes there
 * are. {@link org.meetinginsights.idempotency.hazelcast.erasure.ClusterErasure} is all of it that the store uses, and
 * {@link org.meetinginsights.idempotency.hazelcast.erasure.ScopePattern}; they are public for the store alone.
 */
package org.meetinginsights.idempotency.hazelcast.erasure;
