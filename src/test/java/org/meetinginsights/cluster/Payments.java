package org.meetinginsights.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who paid for what, and whether there was any need to.
 *
 * @param survivors nodes that nothing happened to
 * @param cutShort whether a call for this meeting may have run when it happened
 * @param isNew whether nobody can have had an answer for this meeting when it happened
 */
record Payments(
        Cluster cluster,
        Event event,
        Collection<LibertyNode> survivors,
        Predicate<String> cutShort,
        Predicate<String> isNew) {

    /** For each of these meetings for which more than one call was made these calls. */
    Map<String, List<Payment>> again(Collection<String> meetings) {
        Map<String, List<Payment>> payments = new HashMap<>();
        meetings.forEach(meeting -> payments.put(meeting, cluster.model().payments(meeting)));
        payments.values().removeIf(calls -> calls.size() <= 1);
        return payments;
    }

    /** Of them those that should not have been. */
    Map<String, List<Payment>> withoutNeed(Collection<String> meetings) {
        Map<String, List<Payment>> payments = again(meetings);
        payments.entrySet()
                .removeIf(paid -> isInOrder(
                        paid.getKey(),
                        paid.getValue().stream().map(Payment::payer).toList()));
        return payments;
    }

    private boolean isInOrder(String meeting, List<String> payers) {
        List<String> staying = payers.stream().filter(this::isSurvivor).toList();
        if (event == Event.KILL) {
            // The one that was killed had begun, and one of the others took over.
            return cutShort.test(meeting) && payers.size() == 2 && staying.size() == 1;
        }
        if (event == Event.FREEZE) {
            return isInOrderBesideAFrozenOne(meeting, payers, staying);
        }
        int allowed = event.extraCalls(cluster.nodes().size());
        // Once on each node: nobody pays for what it has paid for.
        Set<String> different = new HashSet<>(staying);
        return payers.size() - 1 <= allowed && different.size() == staying.size();
    }

    /**
     * The others pay once at most among themselves, and nothing for what the frozen one had stored before. When that one wakes it
     * is a part of its own until it has merged, and pays for itself.
     */
    private boolean isInOrderBesideAFrozenOne(String meeting, List<String> payers, List<String> staying) {
        boolean paidBefore = !isSurvivor(payers.get(0)) && !isNew.test(meeting);
        return staying.size() <= (paidBefore ? 0 : 1);
    }

    private boolean isSurvivor(String payer) {
        return survivors.stream().anyMatch(node -> payer.endsWith(" " + node.name()));
    }
}
