package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.util.function.Function;
import org.meetinginsights.idempotency.StoreUnavailableException;

/** The maps of the member that runs right now, asked for anew each time: after a restart they are others. Thread-safe. */
final class StoreMaps {

    private final EmbeddedMember member;

    StoreMaps(EmbeddedMember member) {
        this.member = member;
    }

    /** @throws StoreUnavailableException while there is no member, as for the other maps */
    IMap<String, byte[]> results() {
        return instance().getMap(MemberConfiguration.RESULTS);
    }

    IMap<String, String> claims() {
        return instance().getMap(MemberConfiguration.CLAIMS);
    }

    IMap<String, String> outcomes() {
        return instance().getMap(MemberConfiguration.OUTCOMES);
    }

    /** 0 while there is no member. */
    int members() {
        return ofMember(instance -> instance.getCluster().getMembers().size(), 0);
    }

    /** Empty while there is no member. */
    String localMemberId() {
        return ofMember(
                instance -> instance.getCluster().getLocalMember().getUuid().toString(), "");
    }

    /** A member that is just ending is as good as none. */
    private <T> T ofMember(Function<HazelcastInstance, T> fact, T otherwise) {
        try {
            return member.instance().map(fact).orElse(otherwise);
        } catch (HazelcastInstanceNotActiveException e) {
            return otherwise;
        }
    }

    private HazelcastInstance instance() {
        return member.instance().orElseThrow(() -> new StoreUnavailableException("Hazelcast is not there"));
    }
}
