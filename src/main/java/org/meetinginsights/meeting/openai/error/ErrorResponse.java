package org.meetinginsights.meeting.openai.error;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a response with an error status. Many servers do not keep to OpenAI's error object and send, for example, a number
 * as the code.
 */
public final class ErrorResponse {

    private static final List<String> PARAMETERS =
            List.of("temperature", "max_completion_tokens", "response_format", "store", "model");

    private ErrorResponse() {}

    /** Such as {@code context_length_exceeded}; empty if it is not text. */
    static Optional<String> code(OpenAIServiceException response) {
        return text(response::code);
    }

    /** Tells an operator what to do about the status; a dash if there is nothing to do. */
    public static String hint(OpenAIServiceException response) {
        return switch (response.statusCode()) {
            case 400, 422 -> "the server does not take this request" + parameter(response);
            case 401, 403 -> "the server does not accept OPENAI_API_KEY";
            case 404 -> "the server does not know OPENAI_MODEL, or OPENAI_BASE_URL is another path";
            default -> "-";
        };
    }

    /** Names only parameters that are ours: the server's text may be anything. */
    private static String parameter(OpenAIServiceException response) {
        return text(response::param)
                .filter(PARAMETERS::contains)
                .map(known -> ": it names the parameter " + known + ", and another OPENAI_MODEL may take it")
                .orElse("");
    }

    private static Optional<String> text(Supplier<Optional<String>> member) {
        try {
            return member.get();
        } catch (OpenAIInvalidDataException notText) {
            return Optional.empty();
        }
    }
}
