package org.meetinginsights.it;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.request.JsonFormat;
import org.meetinginsights.http.request.RequestBodyInterceptor;
import org.meetinginsights.meeting.MeetingRequest;
import org.meetinginsights.observability.log.RequestTelemetry;

/** What a hit is measured against: binds and validates the same body the same way, and answers constant bytes. */
@ApplicationPath("/bench")
public class ConstantApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                Constant.class,
                JsonFormat.class,
                RequestBodyInterceptor.class,
                RequestIdFilter.class,
                RequestTelemetry.class);
    }

    /** As long as a usual result. */
    @Path("/constant")
    @ApplicationScoped
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public static class Constant {

        private static final byte[] BYTES = new byte[3_200];

        @POST
        public byte[] constant(@Valid MeetingRequest request) {
            return BYTES;
        }
    }
}
