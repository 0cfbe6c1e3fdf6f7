package org.meetinginsights.meeting.openai.chat;

import java.util.List;

/**
 * Whether a response can be used.
 *
 * @param <F> the findings
 */
sealed interface ValidationResult<F> {

    /** Complete and valid. */
    record Valid<F>(F findings) implements ValidationResult<F> {}

    /**
     * Only the form is wrong, which the model can repair.
     *
     * @param violations sentences of our own
     */
    record Invalid<F>(List<String> violations) implements ValidationResult<F> {}

    /**
     * Another request would end the same way.
     *
     * @param code of the failure
     */
    record Unusable<F>(String code) implements ValidationResult<F> {}
}
