package org.meetinginsights.configuration;

import java.util.List;

/**
 * The application does not start with this configuration. Without a stack trace: it is not the code that is wrong, and
 * the sentence about the key should be what one sees.
 */
final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> complaints;

    /** @param complaints a sentence for each key that is wrong */
    ConfigurationException(List<String> complaints) {
        super(String.join(" ", complaints), null, false, false);
        this.complaints = List.copyOf(complaints);
    }

    List<String> complaints() {
        return complaints;
    }
}
