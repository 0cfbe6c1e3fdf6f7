package org.meetinginsights.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.http.problem.RequestTarget;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/** The operators' endpoints. They read the request before it becomes asynchronous. */
@Path("/admin/cache")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR_NAME, Role.PLATFORM_NAME})
public class CacheAdminResource {

    /** Problems name this path, without the key. */
    private static final String ENTRIES = "/admin/cache/entries";

    private static final String KEY = "idempotency_key";

    @Inject
    private CacheAdministration administration;

    @Inject
    private Executor executor;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext security;

    @GET
    public CacheOverview overview() {
        AdminParameters.none(uri.getQueryParameters());
        return administration.overview(caller());
    }

    @GET
    @Path("entries")
    public CompletionStage<Response> entries() {
        AdminParameters parameters = AdminParameters.ofList(uri.getQueryParameters());
        return answer(administration.newest(caller(), parameters.customerTag(), parameters.limit()));
    }

    @GET
    @Path("entries/{" + KEY + "}")
    public CompletionStage<Response> entry(@PathParam(KEY) String key) {
        AdminParameters.none(uri.getQueryParameters());
        RequestTarget target = new RequestTarget(ENTRIES, requestId());
        return administration
                .ofMeeting(caller(), AdminParameters.key(key))
                .thenApplyAsync(
                        list -> list.entries().isEmpty()
                                ? target.problem(ProblemType.NOT_FOUND, "Nothing is stored under this key.")
                                : Response.ok(list).build(),
                        executor);
    }

    @DELETE
    @Path("entries/{" + KEY + "}")
    public CompletionStage<Response> eraseEntry(@PathParam(KEY) String key) {
        AdminParameters.none(uri.getQueryParameters());
        return answer(administration.eraseMeeting(caller(), requestId(), AdminParameters.key(key)));
    }

    @POST
    @Path("erasures")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> eraseCustomer(ErasureRequest erasure) {
        AdminParameters.none(uri.getQueryParameters());
        erasure.problem().ifPresent(problem -> {
            throw new ProblemException(ProblemType.INVALID_ERASURE, problem);
        });
        return answer(administration.eraseCustomer(caller(), requestId(), erasure.customerId()));
    }

    @DELETE
    public CompletionStage<Response> eraseAll() {
        AdminParameters.none(uri.getQueryParameters());
        return answer(administration.eraseAll(caller(), requestId()));
    }

    private Identity caller() {
        return Identity.of(security);
    }

    private String requestId() {
        return headers.getHeaderString(RequestIdFilter.HEADER);
    }

    private CompletionStage<Response> answer(CompletionStage<?> entity) {
        return entity.thenApplyAsync(there -> Response.ok(there).build(), executor);
    }
}
