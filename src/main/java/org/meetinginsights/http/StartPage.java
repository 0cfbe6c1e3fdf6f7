package org.meetinginsights.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Redirects a browser to the page on which one can try the service. */
@Path("/")
@PermitAll
@ApplicationScoped
public class StartPage {

    private static final String API_BROWSER = "/openapi/ui";

    @GET
    public Response start() {
        // As a string it stays relative. JAX-RS would put the Host header of the request in front of a URI.
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, API_BROWSER)
                .build();
    }
}
