package org.meetinginsights.idempotency.hazelcast.connection;

import java.time.Duration;

/**
 * How this node's Hazelcast member or client is set up.
 *
 * @param clusterName what members and clients of one cluster have in common
 * @param discovery how they find each other
 * @param address the interface a member listens on, and no other
 * @param port the port a member listens on, and no other
 * @param maxSizeMb bound of all results on a member, backups included
 * @param timeToLive how long a result is served
 * @param lease how long a claim lasts that nobody renews, whole seconds from 2
 */
public record HazelcastSettings(
        String clusterName,
        Discovery discovery,
        String address,
        int port,
        int maxSizeMb,
        Duration timeToLive,
        Duration lease) {}
