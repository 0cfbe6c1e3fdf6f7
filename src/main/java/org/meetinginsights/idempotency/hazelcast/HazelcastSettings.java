package org.meetinginsights.idempotency.hazelcast;

import java.time.Duration;

/**
 * How this node's Hazelcast member is set up.
 *
 * @param clusterName what members of one cluster have in common
 * @param address the interface it listens on, and no other
 * @param port the port it listens on, and no other
 * @param maxSizeMb bound of all results on this member, backups included
 * @param timeToLive how long a result is served
 * @param lease how long a claim lasts that nobody renews, whole seconds from 2
 */
public record HazelcastSettings(
        String clusterName, String address, int port, int maxSizeMb, Duration timeToLive, Duration lease) {}
