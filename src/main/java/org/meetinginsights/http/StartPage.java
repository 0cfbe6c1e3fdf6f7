package org.meetinginsights.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Sends those who come with a browser to where they can try the service. */
@Path("/")
@PermitAll
@ApplicationScoped
public class StartPage {

    private static final URI API_BROWSER = URI.create("/openapi/ui");

    @GET
    public Response start() {
        return Response.seeOther(API_BROWSER).build();
    }
}
