package org.meetinginsights.configuration.settings;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name of this node for operators: host and port, such as {@code node-1:9080}. The port is that of HTTPS if HTTP is closed. */
@Dependent
public class NodeName {

    private static final String NONE = "-1";

    private final String text;

    /** @param hostname container engines set it */
    @Inject
    NodeName(
            @ConfigProperty(name = "HOSTNAME") Optional<String> hostname,
            @ConfigProperty(name = "HTTP_PORT", defaultValue = "9080") String httpPort,
            @ConfigProperty(name = "HTTPS_PORT") Optional<String> httpsPort) {
        String port = httpPort.equals(NONE) ? httpsPort.orElse(httpPort) : httpPort;
        // No separator of the formats in which nodes exchange it.
        this.text = (hostname.orElseGet(NodeName::ofThisMachine) + ":" + port).replaceAll("[^A-Za-z0-9._:-]", "-");
    }

    private static String ofThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    public String text() {
        return text;
    }
}
