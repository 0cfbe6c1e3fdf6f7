package org.meetinginsights.meeting.openai.error;

import java.io.InterruptedIOException;

/** The deadline of the exchange passed before the model had the full time of an attempt. */
public final class DeadlineExceededException extends InterruptedIOException {

    private static final long serialVersionUID = 1L;

    public DeadlineExceededException() {
        super("deadline");
    }
}
