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
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.meetinginsights.http.ProblemException;
import org.meetinginsights.http.ProblemType;

/**
 * Lets everybody to what is {@code @PermitAll}, and to what is {@code @RolesAllowed} whoever has such a role; nobody to
 * anything else. Before a body is read. The server looks at the roles too, afterwards; but whoever it refuses it answers in
 * a form of its own, since nobody has logged in at the server.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest connection;

    @Inject
    private Admission admission;

    @Override
    public void filter(ContainerRequestContext request) {
        if (annotation(PermitAll.class).isPresent()) {
            return;
        }
        IdentityPrincipal who = admission.admit(request.getHeaders(), connection.getRemoteAddr());
        List<String> roles = annotation(RolesAllowed.class)
                .map(allowed -> List.of(allowed.value()))
                .orElse(List.of());
        String role = who.identity().role().label();
        if (!roles.contains(role)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This takes the role " + String.join(" or ", roles) + ", and the caller has the role " + role
                            + ".");
        }
        request.setSecurityContext(
                new IdentityContext(who, request.getSecurityContext().isSecure()));
    }

    /** That of the method counts more than that of its class. */
    private <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(type))
                .or(() -> isDecidedByTheMethod()
                        ? Optional.empty()
                        : Optional.ofNullable(resource.getResourceClass().getAnnotation(type)));
    }

    private boolean isDecidedByTheMethod() {
        return resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                || resource.getResourceMethod().isAnnotationPresent(RolesAllowed.class);
    }
}
