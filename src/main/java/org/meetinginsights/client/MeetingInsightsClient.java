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
 * build it with {@code RestClientBuilder}. A problem is thrown as a {@link ProblemResponseException}. It is safe to send the
 * same request again: it is paid once.
 *
 * <p>If the service needs an API key, build the client with {@code .header("Authorization", "Bearer " + key)}. For an injected
 * client, name a {@code ClientRequestFilter} that adds this header in {@code meeting-insights/mp-rest/providers}.
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
     * @param requestId names the request in the service's log; {@code null} if the service is to choose one
     */
    @POST
    @Path("extract")
    ExtractedMeeting extract(@HeaderParam("X-Request-ID") String requestId, MeetingRequest request);

    /**
     * Sentiment, summary, key points, action items and risks.
     *
     * @param requestId names the request in the service's log; {@code null} if the service is to choose one
     */
    @POST
    @Path("analyze")
    AnalyzedMeeting analyze(@HeaderParam("X-Request-ID") String requestId, MeetingRequest request);
}
