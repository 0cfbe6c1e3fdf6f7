/**
 * The port to whatever keeps results, claims and idempotency records, and the types that go through it.
 */
package org.meetinginsights.idempotency.store;
