/**
 * {@link org.meetinginsights.idempotency.store.ResultStore} on a Hazelcast map. The only place that imports Hazelcast; what
 * goes into its maps are bytes and texts, never a class of ours.
 */
package org.meetinginsights.idempotency.hazelcast;
