package org.meetinginsights.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the integration tests' guard finds what it is there for. */
class ContractTest {

    private static final String PROBLEM = """
            {"type": "/problems/invalid-json", "title": "a", "status": 400, "detail": "b", "instance": "/extract",
             "error": "invalid_json", "request_id": "c"}""";

    private final Contract contract = new Contract();
    private final Map<String, List<String>> headers = new HashMap<>(Map.of(
            "content-type", List.of("application/problem+json"),
            "X-Request-ID", List.of("c"),
            "Cache-Control", List.of("no-store")));

    @Test
    void aResponseAsDocumentedIsFine() {
        assertThat(contract.violations("POST", "/extract", 400, headers, PROBLEM))
                .isEmpty();
    }

    @Test
    void aStatusThatIsNotDocumentedIsFound() {
        assertThat(contract.violations("POST", "/extract", 418, headers, PROBLEM))
                .containsExactly("status 418 is not documented for POST /extract");
    }

    @Test
    void whatTheServerItselfSaysIsNotTheApplications() {
        assertThat(contract.violations("POST", "/extract", 418, Map.of(), "")).isEmpty();
    }

    @Test
    void anotherMediaTypeIsFound() {
        headers.put("content-type", List.of("text/html;charset=utf-8"));

        assertThat(contract.violations("POST", "/extract", 400, headers, PROBLEM))
                .containsExactly("the media type \"text/html\" is not documented");
    }

    @Test
    void aBodyThatIsNotAsDocumentedIsFound() {
        assertThat(contract.violations("POST", "/extract", 400, headers, PROBLEM.replace("\"error\"", "\"eror\"")))
                .singleElement()
                .asString()
                .contains("error");
        assertThat(contract.violations("POST", "/extract", 400, headers, "{")).containsExactly("the body is not JSON");
    }

    @Test
    void aHeaderThatIsMissingOrWrongOrNotDocumentedIsFound() {
        headers.remove("X-Request-ID");
        headers.put("Cache-Control", List.of("public"));
        headers.put("Idempotent-Replayed", List.of("true"));

        assertThat(contract.violations("POST", "/extract", 400, headers, PROBLEM))
                .hasSize(3)
                .anySatisfy(wrong -> assertThat(wrong).contains("X-Request-ID is missing"))
                .anySatisfy(wrong -> assertThat(wrong).contains("Cache-Control", "no-store"))
                .anySatisfy(wrong -> assertThat(wrong).contains("Idempotent-Replayed is not documented"));
    }

    @Test
    void aProblemIsAProblemOnEveryPath() {
        assertThat(contract.violations("GET", "/no-such-path", 404, headers, PROBLEM))
                .isEmpty();
        assertThat(contract.violations("GET", "/no-such-path", 404, headers, "{\"status\": 404}"))
                .isNotEmpty();
    }

    @Test
    void anotherMethodOfADocumentedPathAnswersAsThePathDoes() {
        headers.put("Allow", List.of("POST"));
        String refused = PROBLEM.replace("400", "405").replace("invalid_json", "method_not_allowed");

        assertThat(contract.violations("GET", "/extract", 405, headers, refused))
                .isEmpty();
        assertThat(contract.violations("GET", "/extract", 200, headers, refused))
                .isNotEmpty();
    }

    @Test
    void aPathWithAParameterIsRecognised() {
        headers.put("content-type", List.of("text/html;charset=utf-8"));

        assertThat(contract.violations("GET", "/problems/overloaded", 200, headers, "<html>"))
                .isEmpty();
        assertThat(contract.violations("GET", "/problems/overloaded", 201, headers, "<html>"))
                .isNotEmpty();
    }
}
