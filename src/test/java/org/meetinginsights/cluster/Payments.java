package org.meetinginsights.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who paid for what, and whether there was any need to.
 *
 * @param survivors nodes that nothing happened to
 * @param cutShort whether a call for this meeting may have run when it happened
 * @param isNew whether nobody can have had an answer for this meeting when it happened
 * @param besideAWokenServer whether a call was made after a frozen server woke
 */
record Payments(
        Cluster cluster,
        Event event,
        Collection<LibertyNode> survivors,
        Predicate<String> cutShort,
        Predicate<String> isNew,
        Predicate<Payment> besideAWokenServer) {

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
        payments.entrySet().removeIf(paid -> isInOrder(paid.getKey(), paid.getValue()));
        return payments;
    }

    private boolean isInOrder(String meeting, List<Payment> payments) {
        List<Payment> staying = payments.stream().filter(this::isSurvivors).toList();
        if (event == Event.KILL) {
            // The one that was killed had begun, and one of the others took over.
            return cutShort.test(meeting) && payments.size() == 2 && staying.size() == 1;
        }
        if (event == Event.FREEZE) {
            return isInOrderBesideAFrozenOne(meeting, payments, staying) || isInOrderInTwoParts(payments);
        }
        int allowed = event.extraCalls(cluster.nodes().size());
        return payments.size() - 1 <= allowed && nobodyPaidTwice(staying);
    }

    /**
     * The others pay once at most among themselves, and nothing for what the frozen one had stored before. When that one wakes it
     * is a part of its own until it has merged, and pays for itself.
     */
    private boolean isInOrderBesideAFrozenOne(String meeting, List<Payment> payments, List<Payment> staying) {
        boolean paidBefore = !isSurvivors(payments.get(0)) && !isNew.test(meeting);
        return staying.size() <= (paidBefore ? 0 : 1);
    }

    /** A node that gets hold of a server that has just woken is in that one's part of the cluster until it has merged. */
    private boolean isInOrderInTwoParts(List<Payment> payments) {
        return payments.size() == 2
                && nobodyPaidTwice(payments)
                && payments.stream().allMatch(besideAWokenServer);
    }

    private static boolean nobodyPaidTwice(List<Payment> payments) {
        return payments.stream().map(Payment::payer).distinct().count() == payments.size();
    }

    private boolean isSurvivors(Payment payment) {
        return survivors.stream().anyMatch(node -> payment.payer().endsWith(" " + node.name()));
    }
}
