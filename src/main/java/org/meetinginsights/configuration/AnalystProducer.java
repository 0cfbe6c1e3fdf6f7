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
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.offline.OfflineAnalyst;
import org.meetinginsights.meeting.openai.OpenAiAnalyst;
import org.meetinginsights.meeting.openai.OpenAiSettings;
import org.meetinginsights.observability.ModelMetrics;
import org.meetinginsights.observability.TimedAnalyst;

/** Chooses who does the work. */
@ApplicationScoped
class AnalystProducer {

    private static final Logger LOG = System.getLogger(AnalystProducer.class.getName());
    private static final String OFFLINE = "offline";

    /**
     * Two, because the offline analyst computes and hits must not wait for it; and our own, because Liberty's refuse what
     * still has to be done when the server stops. They are started when there is something to do.
     */
    private final ExecutorService offlineThreads =
            Executors.newFixedThreadPool(2, new ApplicationThreads("offline-analyst"));

    @Inject
    private Executor executor;

    @Produces
    @Singleton
    MeetingAnalyst analyst(Settings settings, MetricRegistry registry, Clock clock, ScheduledExecutorService timer) {
        MeetingAnalyst analyst = settings.openAi()
                .<MeetingAnalyst>map(
                        openAi -> openAi(openAi, settings, new ModelMetrics(registry, openAi.model()), clock, timer))
                .orElseGet(() -> offline(settings));
        return new TimedAnalyst(analyst, registry);
    }

    private MeetingAnalyst openAi(
            Settings.OpenAi openAi,
            Settings settings,
            ModelMetrics metrics,
            Clock clock,
            ScheduledExecutorService timer) {
        OpenAiSettings keys = new OpenAiSettings(
                openAi.apiKey(),
                openAi.baseUrl(),
                openAi.model(),
                openAi.attemptTimeout(),
                openAi.maxRetries(),
                settings.callDeadline(),
                openAi.maxConcurrent(),
                openAi.maxQueued(),
                openAi.contextTokens(),
                openAi.priceInput(),
                openAi.priceOutput(),
                settings.resultSource().orElse(openAi.model()));
        OpenAiAnalyst analyst = new OpenAiAnalyst(keys, metrics, clock, timer, new ApplicationThreads("openai"));
        // Loading the client's classes takes two seconds, which the first caller should not wait for, nor the start.
        executor.execute(analyst::warmUp);
        return analyst;
    }

    private MeetingAnalyst offline(Settings settings) {
        if (settings.offlineForWantOfAKey()) {
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
