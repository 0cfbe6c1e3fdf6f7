package org.meetinginsights.meeting.openai;

import java.io.InterruptedIOException;

/** The meeting's time was over before the model had all of the time that an attempt has. */
final class DeadlinePassedException extends InterruptedIOException {

    private static final long serialVersionUID = 1L;

    DeadlinePassedException() {
        super("deadline");
    }
}
