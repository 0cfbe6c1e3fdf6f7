package org.meetinginsights.http.request;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.meetinginsights.admission.Charge;
import org.meetinginsights.http.problem.ProblemException;

/**
 * Who gives back the memory that a request is charged for ({@code REQUEST_MEMORY_MB}). A resource that goes on after its
 * response, or without a caller, {@linkplain #take takes} the charge and closes it. Otherwise this filter closes it.
 */
@Provider
@Priority(Priorities.USER)
public class RequestMemory implements ContainerResponseFilter {

    /**
     * For each byte of a body while it is parsed: the body itself, the parser's text that doubles until the transcript fits
     * (two bytes a character, the old and the new one), and the transcript.
     */
    public static final int MOST_PER_BYTE = 8;

    /** An attribute of the request: JAX-RS hands it from the reader of the body to the resource. */
    static final String CHARGE = Charge.class.getName();

    /** The request's charge. From now on the caller of this method has to close it. */
    public static Charge take(HttpServletRequest request) {
        Charge charge = (Charge) request.getAttribute(CHARGE);
        request.removeAttribute(CHARGE);
        return charge;
    }

    /** @throws ProblemException if there is no memory left, or the payer has its share */
    static void resize(Charge charge, long bytes) {
        if (!charge.tryResize(bytes)) {
            throw ProblemException.overloaded(
                    "There is no memory for this request beside those in flight, or others need"
                            + " the rest (REQUEST_MEMORY_MB). Try again after the time in Retry-After, with fewer large requests at once.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CHARGE) instanceof Charge left) {
            left.close();
        }
    }
}
