/**
 * Scopes that were erased, and the tombstones that keep what is older from coming back.
 */
package org.meetinginsights.idempotency.erasure;
