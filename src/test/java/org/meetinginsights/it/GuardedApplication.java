package org.meetinginsights.it;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import org.meetinginsights.http.ClientErrorMapper;
import org.meetinginsights.http.JsonFormat;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.observability.RequestTelemetry;
import org.meetinginsights.security.AccessFilter;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/** A resource for operators, with what the application puts around its own ones. */
@ApplicationPath("/guarded")
public class GuardedApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                WhoAsks.class,
                AccessFilter.class,
                ClientErrorMapper.class,
                JsonFormat.class,
                RequestIdFilter.class,
                RequestTelemetry.class);
    }

    /** Says whom it takes its caller for. */
    @Path("/who")
    @ApplicationScoped
    public static class WhoAsks {

        @GET
        @RolesAllowed({Role.OPERATOR_NAME, Role.PLATFORM_NAME})
        public String who(@Context SecurityContext context) {
            Identity identity = Identity.of(context);
            return String.join(" ", identity.tenant(), identity.role().label(), identity.keyId());
        }
    }
}
