package org.meetinginsights.it;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.meetinginsights.idempotency.IdempotentExecution;

/** Looks from inside into what no request shows: the maps of the embedded member, and the calls in flight. */
@ApplicationPath("/look")
public class StoreLookApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Look.class);
    }

    /** How full each map is, and how many bytes it takes. */
    @Path("/maps")
    @ApplicationScoped
    @Produces(MediaType.APPLICATION_JSON)
    public static class Look {

        @Inject
        private IdempotentExecution execution;

        @GET
        public JsonObject look() {
            JsonObjectBuilder maps = Json.createObjectBuilder().add("in_flight", execution.inFlight());
            for (HazelcastInstance member : Hazelcast.getAllHazelcastInstances()) {
                member.getDistributedObjects().stream()
                        .filter(object -> object instanceof IMap<?, ?>)
                        .map(object -> (IMap<?, ?>) object)
                        .forEach(map -> maps.add(
                                map.getName(),
                                Json.createObjectBuilder()
                                        .add("entries", map.size())
                                        .add("bytes", map.getLocalMapStats().getOwnedEntryMemoryCost())));
            }
            return maps.build();
        }
    }
}
