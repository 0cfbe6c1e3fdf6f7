/**
 * A stored result: its format, codec and encryption, and what a lookup finds. Plain Java.
 */
package org.meetinginsights.idempotency.envelope;
