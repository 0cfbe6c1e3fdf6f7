/** The near cache: {@link org.meetinginsights.idempotency.store.ResultStore} in this node's memory, on Caffeine. */
package org.meetinginsights.idempotency.local;
