package org.meetinginsights.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Sends those who come with a browser to where they can try the service. */
@Path("/")
@PermitAll
@ApplicationScoped
public class StartPage {

    private static final String API_BROWSER = "/openapi/ui";

    @GET
    public Response start() {
        // As a text, which stays relative: JAX-RS would write the Host header of the request in front of a URI.
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, API_BROWSER)
                .build();
    }
}
