package org.meetinginsights.configuration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What operators call this node: its host and its port, as {@code node-1:9080}. */
@Dependent
class NodeName {

    private final String text;

    /** @param hostname as container engines set it */
    @Inject
    NodeName(
            @ConfigProperty(name = "HOSTNAME") Optional<String> hostname,
            @ConfigProperty(name = "HTTP_PORT", defaultValue = "9080") String port) {
        // It travels in a text with separators of its own.
        this.text = (hostname.orElseGet(NodeName::ofThisMachine) + ":" + port).replaceAll("[^A-Za-z0-9._:-]", "-");
    }

    private static String ofThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    String text() {
        return text;
    }
}
