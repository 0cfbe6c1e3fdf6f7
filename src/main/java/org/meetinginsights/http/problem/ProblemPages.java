package org.meetinginsights.http.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.meetinginsights.http.SecurityHeaders;

/** The pages behind the {@code type} of problems (RFC 9457, section 3.1.1). Each says what the problem means and what to do. */
@Path("/problems")
@PermitAll
@ApplicationScoped
public class ProblemPages {

    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}";

    private static final String POLICY = SecurityHeaders.policyWithStyle(STYLE);

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s · Meeting Insights</title>
            <style>%5$s</style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p>Status <strong>%3$d</strong>, <code>"error": "%4$s"</code>.
            The contract is at <a href="/openapi/ui">/openapi/ui</a>.</p>
            </body>
            </html>
            """;

    @GET
    @Path("{slug}")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public Response page(@PathParam("slug") String slug) {
        ProblemType type = ProblemType.ofSlug(slug).orElseThrow(NotFoundException::new);
        return Response.ok(html(type)).header(SecurityHeaders.POLICY, POLICY).build();
    }

    static String html(ProblemType type) {
        return String.format(Locale.ROOT, PAGE, type.title(), type.advice(), type.status(), type.error(), STYLE);
    }
}
