package org.meetinginsights.configuration.settings;

import java.util.List;

/**
 * The application does not start with this configuration. It has no stack trace, because the code is not wrong and the
 * operator should see the sentence about the key.
 */
final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    /** @param errors a sentence for each key that is wrong */
    ConfigurationException(List<String> errors) {
        super(String.join(" ", errors), null, false, false);
        this.errors = List.copyOf(errors);
    }

    List<String> errors() {
        return errors;
    }
}
