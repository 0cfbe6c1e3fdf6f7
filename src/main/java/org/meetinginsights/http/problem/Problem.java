package org.meetinginsights.http.problem;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A problem (RFC 9457) with this service's extensions {@code error}, {@code request_id} and {@code details}. It never holds
 * a class name, a stack trace, a key or words of a transcript. Immutable.
 *
 * @param details the fields that are not valid; absent ({@code null}) for other problems
 */
@JsonbPropertyOrder({"type", "title", "status", "detail", "instance", "error", "requestId", "details"})
public record Problem(
        @JsonbProperty("type") String type,
        @JsonbProperty("title") String title,
        @JsonbProperty("status") int status,
        @JsonbProperty("detail") String detail,
        @JsonbProperty("instance") String instance,
        @JsonbProperty("error") String error,
        @JsonbProperty("request_id") String requestId,
        @JsonbProperty("details") List<Detail> details) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** A field, with its name in the request, and what is wrong with it. */
    public record Detail(
            @JsonbProperty("field") String field,
            @JsonbProperty("message") String message) {}
}
