package org.meetinginsights.meeting.openai;

import com.openai.errors.OpenAIServiceException;
import java.util.List;

/** What an operator can do about a status that a model's server answers requests with, in words of our own. */
final class RefusedRequest {

    private static final List<String> PARAMETERS =
            List.of("temperature", "max_completion_tokens", "response_format", "store", "model");

    private RefusedRequest() {}

    /** A dash where there is nothing to say. */
    static String hint(OpenAIServiceException answer) {
        return switch (answer.statusCode()) {
            case 400, 422 -> "the server does not take this request" + parameter(answer);
            case 401, 403 -> "the server does not accept OPENAI_API_KEY";
            case 404 -> "the server does not know OPENAI_MODEL, or OPENAI_BASE_URL is another path";
            default -> "-";
        };
    }

    /** Never the server's word itself: it may be anything. */
    private static String parameter(OpenAIServiceException answer) {
        return ErrorWords.param(answer)
                .flatMap(named -> PARAMETERS.stream().filter(named::equals).findFirst())
                .map(known -> ": it names the parameter " + known + ", and another OPENAI_MODEL may take it")
                .orElse("");
    }
}
