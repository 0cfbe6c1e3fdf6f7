package org.meetinginsights.idempotency.hazelcast;
class HazelcastResultStoreIT {}
