package org.meetinginsights.configuration.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.meetinginsights.admission.FairShare;
import org.meetinginsights.http.cache.RequestControlsPolicy;
import org.meetinginsights.http.request.BodyLimit;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.key.CustomerTags;
import org.meetinginsights.security.AccessRules;

/** Produces the settings and the objects that depend on nothing else. */
@ApplicationScoped
class SettingsProducer {

    private static final Logger LOG = System.getLogger(SettingsProducer.class.getName());

    @Produces
    @Singleton
    Settings settings(Config config) {
        Function<String, Optional<String>> source = key -> config.getOptionalValue(key, String.class);
        try {
            Settings settings = SettingsReader.read(source, Runtime.getRuntime().maxMemory());
            ListenerSettingsCheck.plainTextWarning(source).ifPresent(warning -> LOG.log(Level.WARNING, warning));
            return settings;
        } catch (ConfigurationException e) {
            e.errors().forEach(error -> LOG.log(Level.ERROR, error));
            throw e;
        }
    }

    @Produces
    @Singleton
    BodyLimit bodyLimit(Settings settings) {
        return new BodyLimit(settings.maxRequestBytes());
    }

    /** The memory that requests in flight share, in bytes. */
    @Produces
    @Singleton
    FairShare requestMemory(Settings settings) {
        return new FairShare(0, (long) settings.requestMemoryMb() << 20);
    }

    @Produces
    @Singleton
    RequestControlsPolicy requestControls(Settings settings) {
        return new RequestControlsPolicy(settings.refreshAllowed());
    }

    @Produces
    @Singleton
    AccessRules access(Settings settings) {
        return settings.access();
    }

    @Produces
    @Singleton
    CustomerTags customerTags(Settings settings) {
        return new CustomerTags(
                settings.tagKeys().stream().map(CustomerTag::new).toList());
    }

    @Produces
    @Singleton
    CustomerTag customerTag(CustomerTags tags) {
        return tags.current();
    }
}
