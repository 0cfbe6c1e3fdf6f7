package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.util.function.Function;
import org.meetinginsights.idempotency.store.StoreUnavailableException;

/**
 * The maps of the member or client that runs right now, asked for anew each time: after a restart they are others. The
 * first request for a map may block, later ones do not. Thread-safe.
 */
final class StoreMaps {

    private final HazelcastLink link;

    StoreMaps(HazelcastLink link) {
        this.link = link;
    }

    /** @throws StoreUnavailableException while there is neither, as for the other maps */
    IMap<String, byte[]> results() {
        return instance().getMap(MemberConfiguration.RESULTS);
    }

    IMap<String, String> claims() {
        return instance().getMap(MemberConfiguration.CLAIMS);
    }

    IMap<String, String> outcomes() {
        return instance().getMap(MemberConfiguration.OUTCOMES);
    }

    IMap<String, String> pointers() {
        return instance().getMap(MemberConfiguration.POINTERS);
    }

    IMap<String, String> erasures() {
        return instance().getMap(MemberConfiguration.ERASURES);
    }

    IMap<String, String> nodes() {
        return instance().getMap(MemberConfiguration.NODES);
    }

    IMap<String, String> index() {
        return instance().getMap(MemberConfiguration.INDEX);
    }

    /** Of the cluster; 0 while it cannot be seen. */
    int members() {
        return ofMember(instance -> instance.getCluster().getMembers().size(), 0);
    }

    /** What claims call this node; empty while there is neither. */
    String localMemberId() {
        return ofMember(instance -> String.valueOf(instance.getLocalEndpoint().getUuid()), "");
    }

    /** One that is just ending, or has no connection, is as good as none. */
    private <T> T ofMember(Function<HazelcastInstance, T> fact, T otherwise) {
        try {
            return link.instance().map(fact).orElse(otherwise);
        } catch (HazelcastInstanceNotActiveException | HazelcastClientOfflineException e) {
            return otherwise;
        }
    }

    private HazelcastInstance instance() {
        return link.instance().orElseThrow(() -> new StoreUnavailableException("Hazelcast is not there"));
    }
}
