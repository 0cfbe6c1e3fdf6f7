/** The node's own cache: {@link org.meetinginsights.idempotency.ResultStore} in this node's memory, on Caffeine. */
package org.meetinginsights.idempotency.local;
