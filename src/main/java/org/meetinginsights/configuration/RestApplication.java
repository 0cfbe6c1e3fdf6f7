package org.meetinginsights.configuration;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.meetinginsights.admin.CacheAdminResource;
import org.meetinginsights.http.RequestIdFilter;
import org.meetinginsights.http.SecurityHeaders;
import org.meetinginsights.http.StartPage;
import org.meetinginsights.http.problem.InvalidRequestMapper;
import org.meetinginsights.http.problem.ProblemPages;
import org.meetinginsights.http.problem.UnexpectedErrorMapper;
import org.meetinginsights.http.problem.WebApplicationExceptionMapper;
import org.meetinginsights.http.request.JsonFormat;
import org.meetinginsights.http.request.MalformedBodyMapper;
import org.meetinginsights.http.request.RequestBodyInterceptor;
import org.meetinginsights.http.request.RequestSyntaxFilter;
import org.meetinginsights.meeting.MeetingResource;
import org.meetinginsights.observability.log.RequestTelemetry;
import org.meetinginsights.observability.log.RouteFilter;
import org.meetinginsights.security.AccessFilter;

/**
 * The resources and providers of JAX-RS. JAX-RS serves all paths, so that an unknown path gets a problem too. Pages are
 * resources as well.
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
                RequestBodyInterceptor.class,
                RequestIdFilter.class,
                AccessFilter.class,
                RequestSyntaxFilter.class,
                SecurityHeaders.class,
                RequestTelemetry.class,
                RouteFilter.class,
                WebApplicationExceptionMapper.class,
                MalformedBodyMapper.class,
                InvalidRequestMapper.class,
                UnexpectedErrorMapper.class);
    }
}
