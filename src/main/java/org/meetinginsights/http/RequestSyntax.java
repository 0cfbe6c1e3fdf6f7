package org.meetinginsights.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what the search for a resource would trip over: a {@code Host} or a query that makes no URI, and weights of media
 * types that are none (RFC 9110, section 12.4.2). After all other filters of its kind, so that it is logged and has an id.
 */
@Provider
@PreMatching
@Priority(Priorities.USER + Priorities.USER)
public class RequestSyntax implements ContainerRequestFilter {

    private static final Pattern WEIGHT = Pattern.compile(";\\s*[qQ]\\s*=\\s*([^;,]*)");
    private static final Pattern FROM_0_TO_1 = Pattern.compile("0?\\.\\d+|0\\.?|1(\\.0*)?");

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getUriInfo().getRequestUri();
        } catch (IllegalArgumentException e) {
            throw malformed("The address of the request, made of Host, path and query, is no URI.");
        }
        List<String> accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        if (accepted != null && !accepted.stream().allMatch(RequestSyntax::hasWeights)) {
            throw malformed("A weight (q) in Accept is a number from 0 to 1.");
        }
    }

    static boolean hasWeights(String accept) {
        Matcher weights = WEIGHT.matcher(accept);
        return weights.results()
                .allMatch(weight -> FROM_0_TO_1.matcher(weight.group(1).strip()).matches());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
