package org.meetinginsights.configuration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What operators call this node: its host and its port, as {@code node-1:9080}; the port of HTTPS where that is the only one. */
@Dependent
class NodeName {

    private static final String NONE = "-1";

    private final String text;

    /** @param hostname as container engines set it */
    @Inject
    NodeName(
            @ConfigProperty(name = "HOSTNAME") Optional<String> hostname,
            @ConfigProperty(name = "HTTP_PORT", defaultValue = "9080") String httpPort,
            @ConfigProperty(name = "HTTPS_PORT") Optional<String> httpsPort) {
        String port = httpPort.equals(NONE) ? httpsPort.orElse(httpPort) : httpPort;
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
