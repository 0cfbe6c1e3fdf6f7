package org.meetinginsights.idempotency.hazelcast.erasure;

import java.time.Duration;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;

/**
 * What a node does again and again so that erasing works: gives a sign of itself, reads what it may not have been told, and
 * sweeps what came back. Run by one thread at a time.
 */
final class Upkeep implements Runnable {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final int SIGN_EVERY = (int) Heartbeat.SIGN_EVERY.dividedBy(INTERVAL);

    /** Messages may get lost; a copy too is looked at again after half a minute. */
    private static final int READ_EVERY = 30;

    /** A client connects to its second member some time after the first, and hears nothing from there until then. */
    private static final int UNSETTLED_FOR = 10;

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final Tombstones erasures;
    private final Heartbeat heartbeat;
    private final ClusterErasure erasure;
    private long round;
    private long unsettledUntil;
    private long connection;
    private int members;

    Upkeep(HazelcastLink link, StoreMaps maps, Tombstones erasures, Heartbeat heartbeat, ClusterErasure erasure) {
        this.link = link;
        this.maps = maps;
        this.erasures = erasures;
        this.heartbeat = heartbeat;
        this.erasure = erasure;
    }

    @Override
    public void run() {
        lookForChanges();
        boolean signs = round % SIGN_EVERY == 0;
        boolean reads = round < unsettledUntil || round % READ_EVERY == 0;
        round++;
        erasures.known().thenRun(() -> {
            if (signs) {
                heartbeat.sign();
                erasure.sweepLater();
            }
            if (reads) {
                erasures.read();
            }
        });
    }

    private void lookForChanges() {
        long connectionNow = link.connection();
        int membersNow = maps.members();
        if (connection != connectionNow || members != membersNow) {
            connection = connectionNow;
            members = membersNow;
            unsettledUntil = round + UNSETTLED_FOR;
        }
    }
}
