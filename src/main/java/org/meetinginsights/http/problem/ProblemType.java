package org.meetinginsights.http.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The problems of this service. Each has a page that says what it means and what to do about it. */
public enum ProblemType {
    INVALID_JSON(
            400,
            "The body is not valid JSON for this service",
            "Send a JSON object in UTF-8, with a string in each text field. Numbers, booleans and objects are not"
                    + " converted to strings."),
    MALFORMED_REQUEST(
            400,
            "The request is malformed",
            "Its URL or one of its headers is not valid in HTTP. The detail names it."),
    INVALID_IDEMPOTENCY_KEY(
            400,
            "The Idempotency-Key cannot be used",
            "Send one Idempotency-Key: a string in quotes, or 1 to 255 characters of A-Z a-z 0-9 . _ : - without"
                    + " quotes. It cannot be combined with Cache-Control: no-store."),
    UNAUTHORIZED(
            401,
            "An API key is needed",
            "Send Authorization: Bearer and an API key that the service's operator gave you."),
    FORBIDDEN(
            403,
            "This is not allowed",
            "It needs an API key with another role, such as operator. Ask the service's operator. A service without"
                    + " API keys answers only callers on its own machine; if it allows anonymous callers, it answers no"
                    + " operators."),
    INVALID_PARAMETER(
            400,
            "The URL has an invalid parameter",
            "The detail names the parameter or the part of the path, and says what is allowed."),
    NOT_FOUND(404, "Nothing was found here", "The service answers POST /extract and POST /analyze. See /openapi/ui."),
    METHOD_NOT_ALLOWED(
            405, "The path does not allow this method", "The Allow header of the response names the allowed methods."),
    NOT_ACCEPTABLE(
            406,
            "No media type of the response is acceptable",
            "Accept application/json (and application/problem+json)."),
    REQUEST_TIMEOUT(
            408,
            "The body did not arrive",
            "The body was incomplete or too slow. Send all of it within seconds. Nothing was stored and nothing was"
                    + " paid."),
    REQUEST_IN_PROGRESS(
            409,
            "The first request is still running",
            "Send the request again after the time in Retry-After. It gets the result of the first one."),
    REQUEST_TOO_LARGE(
            413, "The body is too large", "Send a shorter transcript, or ask the operator to raise MAX_REQUEST_BYTES."),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported", "Send Content-Type: application/json."),
    INVALID_MEETING(
            422,
            "The meeting is incomplete or invalid",
            "Each entry of details names a field and says what is wrong with it. Nothing was stored and nothing was"
                    + " paid."),
    INVALID_ERASURE(
            422,
            "The erasure does not say what to erase",
            "Send {\"customer_id\": \"…\"} with the customer's id as callers send it. Nothing was erased."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "A key belongs to the first request that used it, as long as the result of that request is stored. Send"
                    + " this request with another key or without one."),
    RATE_LIMITED(
            429,
            "Too many new requests",
            "Try again after the time in Retry-After. Stored results are still served. Nothing was paid."),
    TRANSCRIPT_TOO_LONG(
            422,
            "The transcript is too long for the model",
            "The model reads a transcript in one call. Send a shorter part of it, or ask the operator for a model with"
                    + " a larger context. Nothing was stored."),
    INTERNAL_ERROR(
            500,
            "An unexpected error occurred in the service",
            "It is an error of the service. Report the request id to the operator, who finds more in the log."),
    LLM_UNAVAILABLE(502, "The model is not available", "Try again later. Nothing was stored."),
    LLM_RATE_LIMITED(
            502,
            "The model's rate limit is used up",
            "Try again after the time in Retry-After, if there is one. Nothing was stored."),
    LLM_TIMEOUT(502, "The model did not answer in time", "Try again later. Nothing was stored."),
    LLM_INVALID_RESPONSE(
            502,
            "The model's answer is not usable",
            "The model was asked once to repair its answer and failed again. Nothing was stored. Another request calls"
                    + " the model again."),
    LLM_TRUNCATED(
            502,
            "The model's answer was cut off",
            "The answer was longer than the model's limit. Nothing was stored. A shorter transcript helps."),
    LLM_REFUSED(
            502,
            "The model refused to answer",
            "The model, or its provider's content filter, declined this transcript. Nothing was stored."),
    OVERLOADED(
            503,
            "The model accepts no more calls right now",
            "Too many calls wait for the model, or it failed so often that it is not called for some seconds. Try"
                    + " again after the time in Retry-After. Stored results are still served."),
    STOPPING(
            503,
            "This node is stopping",
            "Send the request again after the time in Retry-After. Another node answers it. Nothing was paid."),
    NOT_CACHED(
            504,
            "No result is stored for this request",
            "The request has Cache-Control: only-if-cached. Without this directive the model is called.");

    private static final String PATH = "/problems/";

    private final int status;
    private final String title;
    private final String advice;

    ProblemType(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /** The problem with this {@link #error} code. */
    public static Optional<ProblemType> ofError(String error) {
        return Arrays.stream(values())
                .filter(type -> type.error().equals(error))
                .findFirst();
    }

    /** The problem with this {@link #slug}. */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What the reader can do about it. */
    public String advice() {
        return advice;
    }

    /** Its code in snake_case. */
    public String error() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its code in URLs. */
    public String slug() {
        return error().replace('_', '-');
    }

    /** Its URI (RFC 9457, section 3.1.1); the service answers it with a page. */
    public String uri() {
        return PATH + slug();
    }
}
