/** Bulkhead, circuit breaker, retries with backoff, and the deadline of calls to the model. */
package org.meetinginsights.meeting.openai.resilience;
