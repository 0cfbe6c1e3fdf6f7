package org.meetinginsights.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every problem this service answers with, and what to do about it: the page behind a problem's {@code type}. */
public enum ProblemType {
    INVALID_JSON(
            400,
            "The body is not the JSON this service reads",
            "Send a JSON object in UTF-8, with text where text belongs: numbers, booleans and objects are not turned into"
                    + " text."),
    MALFORMED_REQUEST(
            400,
            "The request cannot be read",
            "Its address or one of its headers is not what HTTP allows. Mend what detail names."),
    INVALID_IDEMPOTENCY_KEY(
            400,
            "The Idempotency-Key cannot be used",
            "Send one Idempotency-Key: a string in quotes, or 1 to 255 characters of A-Z a-z 0-9 . _ : - without quotes."
                    + " It does not go together with Cache-Control: no-store."),
    UNAUTHORIZED(
            401,
            "An API key is needed",
            "Send Authorization: Bearer and an API key that the service's operator gave you."),
    FORBIDDEN(
            403,
            "This is not allowed",
            "It needs a key with another role, such as operator; ask the service's operator. A service without keys answers"
                    + " the callers on its own machine only, or, if it lets everybody in, nobody's questions as an operator."),
    INVALID_PARAMETER(
            400,
            "The address holds something that means nothing here",
            "Mend the parameter or the part of the path that the detail names; it says what is allowed."),
    NOT_FOUND(404, "There is nothing here", "The service answers POST /extract and POST /analyze; see /openapi/ui."),
    METHOD_NOT_ALLOWED(
            405, "This method is not for this path", "The Allow header of the response names the methods that are."),
    NOT_ACCEPTABLE(
            406, "No form of the answer is acceptable", "Accept application/json (and application/problem+json)."),
    REQUEST_TIMEOUT(
            408,
            "The body did not arrive",
            "Send all of the body, and within seconds: it stopped on its way, or came in drops. Nothing was stored and"
                    + " nothing was paid."),
    REQUEST_IN_PROGRESS(
            409,
            "The first request for this is still running",
            "Send the request again after the time in Retry-After; it will be answered from the first one's result."),
    REQUEST_TOO_LARGE(
            413, "The body is too large", "Send a shorter transcript, or have the operator raise MAX_REQUEST_BYTES."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has another media type", "Send Content-Type: application/json."),
    INVALID_MEETING(
            422,
            "The meeting is not complete and valid",
            "Each entry of details names a field and what is wrong with it. Nothing was stored and nothing was paid."),
    INVALID_ERASURE(
            422,
            "The erasure does not say what to erase",
            "Send {\"customer_id\": \"…\"} with the customer's id as callers send it. Nothing was erased."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key stands for another request",
            "A key stands for the first request that it came with, for as long as that one's result is kept. Send this"
                    + " request with a key of its own, or with none."),
    RATE_LIMITED(
            429,
            "Too many new requests",
            "Try again after the time in Retry-After. What is stored is answered all the same. Nothing was paid."),
    TRANSCRIPT_TOO_LONG(
            422,
            "The transcript is longer than the model takes",
            "The model reads a transcript in one call. Send a shorter part of it, or have the operator choose a model with a"
                    + " larger context. Nothing was stored."),
    INTERNAL_ERROR(
            500,
            "Something went wrong in the service",
            "It is a defect of the service. Report the request id; the log says more under it."),
    LLM_UNAVAILABLE(502, "The model cannot be reached or refuses to work", "Try again later. Nothing was stored."),
    LLM_RATE_LIMITED(
            502,
            "The model's rate limit is used up",
            "Try again after the time in Retry-After, where there is one. Nothing was stored."),
    LLM_TIMEOUT(502, "The model did not answer in time", "Try again later. Nothing was stored."),
    LLM_INVALID_RESPONSE(
            502,
            "The model's answer is not usable",
            "It was asked once to repair its answer and did not. Nothing was stored; trying again calls it anew."),
    LLM_TRUNCATED(
            502,
            "The model's answer was cut off",
            "The answer was longer than the model may write. Nothing was stored; a shorter transcript helps."),
    LLM_REFUSED(
            502,
            "The model refused to answer",
            "The model, or its provider's content filter, declined this transcript. Nothing was stored."),
    OVERLOADED(
            503,
            "The model takes no more calls right now",
            "Too many calls wait for the model, or it has failed so often that it is left alone for some seconds. Try again after the time in Retry-After. What is stored is still answered."),
    STOPPING(
            503,
            "This node is stopping",
            "Send the request again, after the time in Retry-After: another node answers it. Nothing was paid."),
    NOT_CACHED(
            504,
            "Nothing is stored that answers this request",
            "The request said Cache-Control: only-if-cached. Send it without that directive to have the model called.");

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
