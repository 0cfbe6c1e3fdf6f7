package org.meetinginsights.idempotency.hazelcast.connection;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The members that this node has seen leaving. Nobody has to wait for the lease of a claim that one of them held. A
 * member that is merely unknown does not count: it may have joined a moment ago. Thread-safe.
 */
final class DepartedMembers implements MembershipListener {

    /** One short text for each member that ever left while this node ran. */
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    private final Runnable onChange;

    /** @param onChange is told of each member that joins or leaves */
    DepartedMembers(Runnable onChange) {
        this.onChange = onChange;
    }

    boolean contains(String memberId) {
        return ids.contains(memberId);
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        ids.remove(event.getMember().getUuid().toString());
        onChange.run();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        ids.add(event.getMember().getUuid().toString());
        onChange.run();
    }
}
