/**
 * Caching in HTTP: reads {@code Cache-Control} (RFC 9111) and {@code Idempotency-Key}, and turns answers of the core into
 * responses with {@code Cache-Status} (RFC 9211).
 */
package org.meetinginsights.http.cache;
