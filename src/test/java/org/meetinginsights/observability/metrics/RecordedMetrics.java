package org.meetinginsights.observability.metrics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** A registry without a server: counters and gauges, by the names under which Prometheus would see them. Thread-safe. */
public final class RecordedMetrics {

    private final Map<String, Count> counters = new ConcurrentHashMap<>();
    private final Map<String, List<Supplier<Number>>> gauges = new ConcurrentHashMap<>();

    /** Knows counters and gauges by name and tags, and nothing else. */
    public MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, given) -> {
                    Tag[] tags = given[given.length - 1] instanceof Tag[] some ? some : new Tag[0];
                    String series = series((String) given[0], tags);
                    if (method.getName().equals("counter")) {
                        return counters.computeIfAbsent(series, first -> new Count());
                    }
                    if (method.getName().equals("gauge")) {
                        gauges.computeIfAbsent(series, first -> new CopyOnWriteArrayList<>())
                                .add(gauge(given));
                        return null;
                    }
                    throw new InvocationTargetException(new UnsupportedOperationException(method.toString()));
                });
    }

    /** The value of {@code name{tag=value,…}}, tags in the order of their names; 0 where there is none. */
    public long count(String series) {
        return counters.containsKey(series) ? counters.get(series).getCount() : 0;
    }

    /** The sum of all gauges of this series: several nodes may have one each. */
    public double gauge(String series) {
        return gauges.getOrDefault(series, List.of()).stream()
                .mapToDouble(gauge -> gauge.get().doubleValue())
                .sum();
    }

    /** Every counter that has counted anything. */
    public Map<String, Long> counts() {
        return counters.entrySet().stream()
                .filter(counter -> counter.getValue().getCount() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, counter -> counter.getValue().getCount(), Long::sum, TreeMap::new));
    }

    private static String series(String name, Tag[] tags) {
        Stream<String> sorted = Arrays.stream(tags)
                .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                .sorted();
        return tags.length == 0 ? name : sorted.collect(Collectors.joining(",", name + "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private static Supplier<Number> gauge(Object[] given) {
        return given[1] instanceof Supplier<?> value && given.length == 3
                ? (Supplier<Number>) value
                : () -> ((Function<Object, Number>) given[2]).apply(given[1]);
    }

    private static final class Count implements Counter {

        private final LongAdder sum = new LongAdder();

        @Override
        public void inc() {
            sum.increment();
        }

        @Override
        public void inc(long more) {
            sum.add(more);
        }

        @Override
        public long getCount() {
            return sum.sum();
        }
    }
}
