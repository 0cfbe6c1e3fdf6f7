package org.meetinginsights.observability;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Sums of money, one for each name, that only grow. MicroProfile's counters hold whole numbers, so a sum is shown as a
 * gauge; it is kept in billionths of a US dollar, so that no sum of floating-point numbers drifts. Thread-safe.
 */
final class Ledger {

    private static final double NANO_USD_PER_USD = 1e9;

    private final ConcurrentMap<String, LongAdder> sums = new ConcurrentHashMap<>();

    /** @param opened is told of a sum the first time it is needed, to show it */
    void add(String name, long nanoUsd, Opened opened) {
        sums.computeIfAbsent(name, first -> {
                    LongAdder sum = new LongAdder();
                    opened.show(() -> sum.sum() / NANO_USD_PER_USD);
                    return sum;
                })
                .add(nanoUsd);
    }

    /** Shows a sum in US dollars. */
    interface Opened {
        void show(DoubleSupplier usd);
    }
}
