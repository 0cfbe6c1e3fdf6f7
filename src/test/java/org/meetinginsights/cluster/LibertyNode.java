package org.meetinginsights.cluster;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.meetinginsights.idempotency.hazelcast.Ports;

/** A node as an operator starts one: the documented command with an environment of its own. For one thread. */
final class LibertyNode implements Member {

    /** A first start on a busy machine; later ones take a third of that. */
    private static final Duration START = Duration.ofSeconds(90);

    /** Paid calls are finished first. */
    private static final Duration STOP = Duration.ofSeconds(70);

    private final String name;
    private final URI base;
    private final ServerProcess process;

    /**
     * @param run what this is all about, as a directory's name
     * @param environment its configuration, without what the place decides
     */
    LibertyNode(String run, String name, Network.Place place, Map<String, String> environment) {
        int port = Ports.free();
        this.name = name;
        this.base = URI.create("http://" + place.http() + ":" + port + "/");
        Map<String, String> all = new HashMap<>(environment);
        all.put("HTTP_HOST", place.http());
        if (!place.http().equals("localhost")) {
            // Nobody has keys; others than the test cannot get there.
            all.put("ALLOW_ANONYMOUS", "true");
        }
        all.put("HAZELCAST_INTERFACE", place.hazelcast());
        all.put("HTTP_PORT", Integer.toString(port));
        this.process = Commands.node(name, Commands.log(run, name), place.within(), all);
    }

    String name() {
        return name;
    }

    URI base() {
        return base;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void awaitReady() {
        await(name + " is ready").atMost(START).until(this::isReady);
    }

    @Override
    public Duration stop() {
        return process.stop(STOP);
    }

    boolean isReady() {
        return Http.get(base.resolve("health/ready"))
                .filter(r -> r.statusCode() == 200)
                .isPresent();
    }

    /** {@code cache_backend} of the readiness; nothing known is "". */
    String backend() {
        return readiness().getString("cache_backend", "");
    }

    /** {@code cluster_size} of the readiness; nothing known is 0. */
    int clusterSize() {
        return readiness().getInt("cluster_size", 0);
    }

    /** The value of a series that has this label; 0 if it is not there. */
    double metric(String series, String label) {
        return Http.get(base.resolve("metrics")).stream()
                .flatMap(response -> response.body().lines())
                .filter(line -> line.startsWith(series + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private JsonObject readiness() {
        return Http.get(base.resolve("health/ready"))
                .map(Http::json)
                .map(health -> health.getJsonArray("checks").getJsonObject(0).getJsonObject("data"))
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
    }
}
