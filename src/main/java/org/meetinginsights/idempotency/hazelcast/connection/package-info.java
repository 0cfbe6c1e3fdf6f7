/**
 * The way to Hazelcast: configuration, a member or a client, its maps, and calls with a time limit. Knows nothing of what is
 * kept there. Most classes are public for the store and its erasures alone.
 */
package org.meetinginsights.idempotency.hazelcast.connection;
