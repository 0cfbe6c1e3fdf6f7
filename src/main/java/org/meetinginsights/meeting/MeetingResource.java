package org.meetinginsights.meeting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.admission.Charge;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.cache.AnswerResponses;
import org.meetinginsights.http.cache.RequestControlsPolicy;
import org.meetinginsights.http.problem.RequestTarget;
import org.meetinginsights.http.request.RequestMemory;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/** The callers' endpoints. Headers and request data are read here, before the request goes asynchronous. */
@Path("/")
@ApplicationScoped
@RolesAllowed({Role.CALLER_NAME, Role.OPERATOR_NAME, Role.PLATFORM_NAME})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MeetingResource {

    @Inject
    private MeetingInsights insights;

    @Inject
    private AnswerResponses responses;

    @Inject
    private RequestControlsPolicy controls;

    @Inject
    private Event<MeetingReceived> received;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest connection;

    @Context
    private SecurityContext security;

    @POST
    @Path("extract")
    public CompletionStage<Response> extract(@Valid MeetingRequest request) {
        return respond(Operation.EXTRACT, request);
    }

    @POST
    @Path("analyze")
    public CompletionStage<Response> analyze(@Valid MeetingRequest request) {
        return respond(Operation.ANALYZE, request);
    }

    private CompletionStage<Response> respond(Operation operation, MeetingRequest request) {
        String requestId = headers.getHeaderString(RequestIdFilter.HEADER);
        Caller caller = new Caller(
                Identity.of(security).tenant(), security.getUserPrincipal().getName(), requestId);
        Meeting meeting = request.toMeeting();
        long bytes = meeting.transcript().getBytes(StandardCharsets.UTF_8).length;
        received.fire(new MeetingReceived(requestId, operation, request.format(), bytes));
        RequestControls read = controls.read(headers);
        CompletionStage<Answer> answer = insights.analyze(operation, caller, read, meeting);
        // A call goes on without its caller, so its memory is given back when it ends, and not when the request does.
        Charge memory = RequestMemory.take(connection);
        answer.whenComplete((told, defect) -> memory.close());
        return responses.of(answer, new RequestTarget("/" + operation.label(), requestId));
    }
}
