package org.meetinginsights.http.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** The one configuration of JSON-B: for JAX-RS and for the bodies that this service writes itself. Thread-safe. */
@Provider
@ApplicationScoped
public class JsonFormat implements ContextResolver<Jsonb> {

    private final Jsonb jsonb = create();

    /** Each component has its name in {@code @JsonbProperty}, so that a reader of a type sees the JSON names. */
    public static Jsonb create() {
        return JsonbBuilder.create(new JsonbConfig().withDeserializers(new StrictTextDeserializer()));
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }

    @Produces
    @Singleton
    public Jsonb jsonb() {
        return jsonb;
    }
}
