package org.meetinginsights.configuration;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.configuration.lifecycle.ApplicationThreadFactory;
import org.meetinginsights.configuration.settings.Settings;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.offline.OfflineAnalyst;
import org.meetinginsights.meeting.openai.OpenAiAnalyst;
import org.meetinginsights.meeting.openai.OpenAiSettings;
import org.meetinginsights.observability.metrics.ModelMetrics;
import org.meetinginsights.observability.metrics.TimedAnalyst;

/** Creates the analyst that {@code ANALYST} selects. */
@ApplicationScoped
class AnalystProducer {

    private static final Logger LOG = System.getLogger(AnalystProducer.class.getName());
    private static final String OFFLINE = "offline";

    /**
     * Two threads, because the offline analyst needs processor time and must not slow the hits. They are our own, because
     * Liberty's executor refuses tasks while the server stops. They start with the first task.
     */
    private final ExecutorService offlineThreads =
            Executors.newFixedThreadPool(2, new ApplicationThreadFactory("offline-analyst"));

    @Inject
    private Executor executor;

    @Produces
    @Singleton
    MeetingAnalyst analyst(Settings settings, MetricRegistry registry, Clock clock, ScheduledExecutorService timer) {
        MeetingAnalyst analyst = settings.openAi()
                .<MeetingAnalyst>map(openAi -> openAi(openAi, new ModelMetrics(registry, openAi.model()), clock, timer))
                .orElseGet(() -> offline(settings));
        return new TimedAnalyst(analyst, registry);
    }

    private MeetingAnalyst openAi(
            OpenAiSettings settings, ModelMetrics metrics, Clock clock, ScheduledExecutorService timer) {
        OpenAiAnalyst analyst =
                new OpenAiAnalyst(settings, metrics, clock, timer, new ApplicationThreadFactory("openai"));
        // Loading the client's classes takes two seconds. Neither the start nor the first caller waits for it.
        executor.execute(analyst::warmUp);
        return analyst;
    }

    private MeetingAnalyst offline(Settings settings) {
        if (settings.apiKeyMissing()) {
            LOG.log(
                    Level.WARNING,
                    "OPENAI_API_KEY is not set: the offline analyst makes the results (source \"offline\"). Set the key"
                            + " for a model's, or ANALYST=offline if this is what you want");
        }
        return new OfflineAnalyst(offlineThreads, settings.resultSource().orElse(OFFLINE));
    }

    @PreDestroy
    void endOfflineThreads() {
        offlineThreads.shutdownNow();
    }

    static void close(@Disposes MeetingAnalyst analyst) {
        analyst.close();
    }
}
