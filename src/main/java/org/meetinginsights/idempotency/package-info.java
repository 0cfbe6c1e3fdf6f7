/**
 * The core: what makes a paid call idempotent. Plain Java; it knows nothing of HTTP, meetings, Hazelcast or OpenAI, and
 * an import of any of them here is a design error.
 */
package org.meetinginsights.idempotency;
