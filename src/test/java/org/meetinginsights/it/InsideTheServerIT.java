package org.meetinginsights.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingInsights;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.security.Identity;

/** The application as CDI wires it in the server. */
@ExtendWith(ArquillianExtension.class)
class InsideTheServerIT {

    /** The application's own, with the servlet through which Arquillian runs tests: its fragment would not be found. */
    private static final String WEB_XML = """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <absolute-ordering/>
          <servlet>
            <servlet-name>ArquillianServletRunnerEE9</servlet-name>
            <servlet-class>org.jboss.arquillian.protocol.servlet5.runner.ServletTestRunner</servlet-class>
          </servlet>
          <servlet-mapping>
            <servlet-name>ArquillianServletRunnerEE9</servlet-name>
            <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
          </servlet-mapping>
        </web-app>
        """;

    @Inject
    private MeetingInsights insights;

    @Inject
    private ResultStore store;

    @Inject
    private IdempotentExecution execution;

    @Inject
    private Executor executor;

    @Deployment
    static WebArchive war() {
        return Deployments.inside(Map.of("CACHE_BACKEND", "memory"), WEB_XML);
    }

    @Test
    void anErasedResultIsMadeAnew() throws Exception {
        Meeting meeting = meeting();
        extract(meeting);
        Erased erased = store.erase(StoreScope.ofTenant("default"))
                .toCompletableFuture()
                .get(10, SECONDS);

        assertFalse(erased.removed().isEmpty());
        assertInstanceOf(Outcome.Miss.class, extract(meeting));
    }

    @Test
    void aReplayHasTheBytesOfTheFirstAnswer() throws Exception {
        Meeting meeting = meeting();
        Outcome.Miss first = assertInstanceOf(Outcome.Miss.class, extract(meeting));
        Outcome.Hit second = assertInstanceOf(Outcome.Hit.class, extract(meeting));

        assertTrue(first.stored());
        assertArrayEquals(first.envelope().body(), second.envelope().body());
    }

    @Test
    void nothingIsInFlightWhenEverythingIsAnswered() throws Exception {
        extract(meeting());

        assertEquals(0, execution.inFlight());
    }

    @Test
    void theCoreRunsOnTheServersOwnThreads() throws Exception {
        CompletableFuture<String> thread =
                CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), executor);

        assertTrue(thread.get(10, SECONDS).startsWith("Default Executor-thread-"), thread.join());
    }

    private Outcome extract(Meeting meeting) throws Exception {
        return insights.extract(new Caller(Identity.DEFAULT_TENANT, "here", "inside"), RequestControls.NONE, meeting)
                .toCompletableFuture()
                .get(30, SECONDS)
                .outcome();
    }

    private static Meeting meeting() {
        return new Meeting(
                "Client: The card was blocked again. Banker: I will send a new one.",
                new MeetingMetadata(
                        UUID.randomUUID().toString(), "C-1", "Ana", "B-1", "Rui", "Call", "2025-10-15T10:00:00Z"));
    }
}
