package org.meetinginsights.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.meetinginsights.meeting.AnalyzedMeeting;
import org.meetinginsights.meeting.ExtractedMeeting;
import org.meetinginsights.meeting.MeetingRequest;

/**
 * The service as a Java interface. Inject it with {@code @RestClient} and set {@code meeting-insights/mp-rest/url}, or
 * build it with {@code RestClientBuilder}. A response that is no result comes as a {@link ProblemResponseException}.
 * Sending the same request again is safe: it is paid once.
 *
 * <p>Where the service asks for an API key, build it with {@code .header("Authorization", "Bearer " + key)}; or, to have it
 * injected, name a {@code ClientRequestFilter} that adds this header in {@code meeting-insights/mp-rest/providers}.
 */
@RegisterRestClient(configKey = "meeting-insights")
@RegisterProvider(ProblemResponseMapper.class)
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public interface MeetingInsightsClient {

    /**
     * Summary, key points, action items and topics.
     *
     * @param requestId names the request in the service's log; {@code null} for one of the service's own
     */
    @POST
    @Path("extract")
    ExtractedMeeting extract(@HeaderParam("X-Request-ID") String requestId, MeetingRequest request);

    /**
     * Sentiment, summary, key points, action items and risks.
     *
     * @param requestId names the request in the service's log; {@code null} for one of the service's own
     */
    @POST
    @Path("analyze")
    AnalyzedMeeting analyze(@HeaderParam("X-Request-ID") String requestId, MeetingRequest request);
}
