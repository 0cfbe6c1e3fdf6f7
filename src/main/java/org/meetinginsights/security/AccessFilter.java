package org.meetinginsights.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;

/**
 * Authenticates the caller and checks {@code @PermitAll} and {@code @RolesAllowed}, before the body is read. Without either
 * annotation nobody has access. The server checks the roles later too, but its refusal is not a problem (RFC 9457), because
 * nobody has logged in at the server.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest connection;

    @Inject
    private Authenticator authenticator;

    @Override
    public void filter(ContainerRequestContext request) {
        AnnotatedElement rule = rule();
        if (rule.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        IdentityPrincipal caller = authenticator.authenticate(request.getHeaders(), connection.getRemoteAddr());
        RolesAllowed allowed = rule.getAnnotation(RolesAllowed.class);
        List<String> roles = allowed == null ? List.of() : List.of(allowed.value());
        String role = caller.identity().role().label();
        if (!roles.contains(role)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This takes the role " + String.join(" or ", roles) + ", and the caller has the role " + role
                            + ".");
        }
        request.setSecurityContext(
                new IdentitySecurityContext(caller, request.getSecurityContext().isSecure()));
    }

    /** The method's annotations replace those of its class. */
    private AnnotatedElement rule() {
        Method method = resource.getResourceMethod();
        return method.isAnnotationPresent(PermitAll.class) || method.isAnnotationPresent(RolesAllowed.class)
                ? method
                : resource.getResourceClass();
    }
}
