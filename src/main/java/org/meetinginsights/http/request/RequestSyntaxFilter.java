package org.meetinginsights.http.request;

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
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;

/**
 * Refuses a {@code Host} or a query that is not part of a valid URI, and invalid weights in {@code Accept} (RFC 9110, section
 * 12.4.2). JAX-RS would answer both with an error of its own while it looks for the resource. It runs after the other
 * pre-matching filters, so that the request has an id and is logged.
 */
@Provider
@PreMatching
@Priority(Priorities.USER + Priorities.USER)
public class RequestSyntaxFilter implements ContainerRequestFilter {

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
        if (accepted != null && !accepted.stream().allMatch(RequestSyntaxFilter::hasValidWeights)) {
            throw malformed("A weight (q) in Accept is a number from 0 to 1.");
        }
    }

    static boolean hasValidWeights(String accept) {
        Matcher weights = WEIGHT.matcher(accept);
        return weights.results()
                .allMatch(weight -> FROM_0_TO_1.matcher(weight.group(1).strip()).matches());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
