package org.meetinginsights.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How this service reads and writes JSON, at its edge and wherever it makes a body itself. Thread-safe. */
@Provider
@ApplicationScoped
public class JsonFormat implements ContextResolver<Jsonb> {

    private final Jsonb jsonb = create();

    /** Names are given by {@code @JsonbProperty} on each component, so that every reader of a type sees them. */
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
