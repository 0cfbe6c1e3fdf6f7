package org.meetinginsights.configuration;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.meetinginsights.admin.CacheAdminResource;
import org.meetinginsights.http.BodyGuard;
import org.meetinginsights.http.ClientErrorMapper;
import org.meetinginsights.http.DefectMapper;
import org.meetinginsights.http.InvalidRequestMapper;
import org.meetinginsights.http.JsonFormat;
import org.meetinginsights.http.MalformedBodyMapper;
import org.meetinginsights.http.ProblemPages;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.RequestSyntax;
import org.meetinginsights.http.SecurityHeaders;
import org.meetinginsights.http.StartPage;
import org.meetinginsights.meeting.MeetingResource;
import org.meetinginsights.observability.RequestTelemetry;
import org.meetinginsights.observability.RouteFilter;
import org.meetinginsights.security.AccessFilter;

/**
 * Everything that answers requests. All paths belong to JAX-RS, so that whatever one asks for, also what is not there, is
 * answered in the same way; pages are resources too.
 */
@ApplicationPath("/")
public class RestApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MeetingResource.class,
                CacheAdminResource.class,
                ProblemPages.class,
                StartPage.class,
                JsonFormat.class,
                BodyGuard.class,
                RequestIdFilter.class,
                AccessFilter.class,
                RequestSyntax.class,
                SecurityHeaders.class,
                RequestTelemetry.class,
                RouteFilter.class,
                ClientErrorMapper.class,
                MalformedBodyMapper.class,
                InvalidRequestMapper.class,
                DefectMapper.class);
    }
}
