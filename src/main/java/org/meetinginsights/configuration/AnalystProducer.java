package org.meetinginsights.configuration;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.offline.OfflineAnalyst;
import org.meetinginsights.observability.TimedAnalyst;

/** Chooses who does the work. */
@ApplicationScoped
@ManagedExecutorDefinition(name = AnalystProducer.OFFLINE_THREADS, maxAsync = 2)
class AnalystProducer {

    /** Few, because the offline analyst computes and hits must not wait for it. */
    static final String OFFLINE_THREADS = "java:module/concurrent/offline-analyst";

    private static final Logger LOG = System.getLogger(AnalystProducer.class.getName());
    private static final String OFFLINE = "offline";

    @Resource(lookup = OFFLINE_THREADS)
    private ManagedExecutorService offlineThreads;

    @Produces
    @Singleton
    MeetingAnalyst analyst(Settings settings, MetricRegistry registry) {
        if (settings.offlineForWantOfAKey()) {
            LOG.log(
                    Level.WARNING,
                    "OPENAI_API_KEY is not set: the offline analyst makes the results (source \"offline\"). Set the key"
                            + " for a model's, or ANALYST=offline if this is what you want");
        }
        return new TimedAnalyst(
                new OfflineAnalyst(offlineThreads, settings.resultSource().orElse(OFFLINE)), registry);
    }
}
