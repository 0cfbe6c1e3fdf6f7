package org.meetinginsights.idempotency.hazelcast.connection;

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
public final class StoreMaps {

    private final HazelcastLink link;

    public StoreMaps(HazelcastLink link) {
        this.link = link;
    }

    /** @throws StoreUnavailableException while there is neither, as for the other maps */
    public IMap<String, byte[]> results() {
        return instance().getMap(MemberConfiguration.RESULTS);
    }

    public IMap<String, String> claims() {
        return instance().getMap(MemberConfiguration.CLAIMS);
    }

    public IMap<String, String> outcomes() {
        return instance().getMap(MemberConfiguration.OUTCOMES);
    }

    public IMap<String, String> records() {
        return instance().getMap(MemberConfiguration.RECORDS);
    }

    public IMap<String, String> tombstones() {
        return instance().getMap(MemberConfiguration.TOMBSTONES);
    }

    public IMap<String, String> acknowledgements() {
        return instance().getMap(MemberConfiguration.ACKNOWLEDGEMENTS);
    }

    public IMap<String, String> heartbeats() {
        return instance().getMap(MemberConfiguration.HEARTBEATS);
    }

    public IMap<String, String> index() {
        return instance().getMap(MemberConfiguration.INDEX);
    }

    /** Of the cluster; 0 while it cannot be seen. */
    public int members() {
        return ofMember(instance -> instance.getCluster().getMembers().size(), 0);
    }

    /** What claims call this node; empty while there is neither. */
    public String localMemberId() {
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
