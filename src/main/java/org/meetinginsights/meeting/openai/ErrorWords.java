package org.meetinginsights.meeting.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import java.util.Optional;
import java.util.function.Supplier;

/** What a server says about a request that it refuses. Many do not keep to OpenAI's form, and send a number for a code. */
final class ErrorWords {

    private ErrorWords() {}

    /** Such as {@code context_length_exceeded}; nothing where there is no text. */
    static Optional<String> code(OpenAIServiceException answer) {
        return text(answer::code);
    }

    /** The name of the parameter that the server does not take; nothing where there is no text. */
    static Optional<String> param(OpenAIServiceException answer) {
        return text(answer::param);
    }

    private static Optional<String> text(Supplier<Optional<String>> member) {
        try {
            return member.get();
        } catch (OpenAIInvalidDataException notText) {
            return Optional.empty();
        }
    }
}
