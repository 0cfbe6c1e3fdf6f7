package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.map.IMap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.meetinginsights.idempotency.hazelcast.connection.HazelcastLink;
import org.meetinginsights.idempotency.hazelcast.connection.MemberConfiguration;
import org.meetinginsights.idempotency.hazelcast.connection.StoreMaps;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/**
 * Refuses members whose claims map is not set up as a lease needs it. A renewal gives a claim the map's own time to live;
 * where the map has none, the claim of a node that died would never end. Put a probe entry there and look. Thread-safe;
 * blocks.
 */
final class LeaseCheck {

    private static final Logger LOG = System.getLogger(LeaseCheck.class.getName());
    private static final long NONE = -1;

    private final HazelcastLink link;
    private final StoreMaps maps;
    private final Duration lease;
    private volatile long passed = NONE;
    private volatile boolean reported;

    LeaseCheck(HazelcastLink link, StoreMaps maps, Duration lease) {
        this.link = link;
        this.maps = maps;
        this.lease = lease;
    }

    /** Whether the members of the present connection have passed it. */
    boolean hasPassed() {
        return passed == link.connection();
    }

    /** @throws StoreUnavailableException if the members cannot be used */
    void run() {
        long connection = link.connection();
        Duration found = timeToLive();
        if (!found.equals(lease)) {
            report(found);
            throw new StoreUnavailableException("The claims map has another lease");
        }
        reported = false;
        passed = connection;
    }

    /**
     * That of a claim which was renewed. All that a claim goes through is done here once, by this node and by its members,
     * before the first request does it: code that runs for the first time takes longer than a request is patient.
     */
    private Duration timeToLive() {
        IMap<String, String> claims = maps.claims();
        String nonce = UUID.randomUUID().toString();
        Claim probe = new Claim(new StoreKey("probe/" + nonce), "", nonce, 0, Instant.EPOCH, link.backend());
        claims.putIfAbsent(probe.key().text(), probe.token());
        StoredClaim standing = new StoredClaim(claims, probe);
        try {
            standing.renew();
            return Duration.ofMillis(claims.getEntryView(probe.key().text()).getTtl());
        } finally {
            standing.end();
        }
    }

    private void report(Duration found) {
        if (!reported) {
            reported = true;
            LOG.log(
                    Level.ERROR,
                    "[CACHE ERROR] The map {0} of the Hazelcast members keeps its entries for {1} and not for {2} s, so"
                            + " that claims would not end as they must. Start the members with this project''s"
                            + " hazelcast.yaml. This node serves from its own memory until then",
                    MemberConfiguration.CLAIMS,
                    found.toMillis() == Long.MAX_VALUE ? "ever" : found.toSeconds() + " s",
                    Long.toString(lease.toSeconds()));
        }
    }
}
