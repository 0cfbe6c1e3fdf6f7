package org.meetinginsights.observability.log;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Stores with a request which endpoint it matched, before another filter refuses it. Thread-safe. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
public class RouteFilter implements ContainerRequestFilter {

    private final ConcurrentMap<Method, String> templates = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        RouteName.set(request, templates.computeIfAbsent(resource.getResourceMethod(), RouteName::template));
    }
}
