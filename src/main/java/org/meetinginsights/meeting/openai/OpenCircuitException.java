package org.meetinginsights.meeting.openai;

import java.io.IOException;

/** The model has failed too often while this call was waiting for its turn. */
final class OpenCircuitException extends IOException {

    private static final long serialVersionUID = 1L;

    OpenCircuitException() {
        super("circuit open");
    }
}
