package org.meetinginsights.meeting.openai.chat;

import java.util.List;
import org.meetinginsights.meeting.Findings;

/** Whether a response can be used. */
sealed interface ValidationResult {

    /** Complete and valid. */
    record Valid(Findings findings) implements ValidationResult {}

    /**
     * Only the form is wrong, which the model can repair.
     *
     * @param violations sentences of our own
     */
    record Invalid(List<String> violations) implements ValidationResult {}

    /**
     * Another request would end the same way.
     *
     * @param code of the failure
     */
    record Unusable(String code) implements ValidationResult {}
}
