package org.meetinginsights.http.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The problems of this service. Each has a page that says what it means and what to do about it. Their texts are in
 * {@code problems.properties}.
 */
public enum ProblemType {
    INVALID_JSON(400),
    MALFORMED_REQUEST(400),
    INVALID_IDEMPOTENCY_KEY(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    INVALID_PARAMETER(400),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REQUEST_TIMEOUT(408),
    REQUEST_IN_PROGRESS(409),
    REQUEST_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    INVALID_MEETING(422),
    INVALID_ERASURE(422),
    IDEMPOTENCY_KEY_REUSED(422),
    RATE_LIMITED(429),
    TRANSCRIPT_TOO_LONG(422),
    INTERNAL_ERROR(500),
    LLM_UNAVAILABLE(502),
    LLM_RATE_LIMITED(502),
    LLM_TIMEOUT(502),
    LLM_INVALID_RESPONSE(502),
    LLM_TRUNCATED(502),
    LLM_REFUSED(502),
    OVERLOADED(503),
    STOPPING(503),
    NOT_CACHED(504);

    private static final String PATH = "/problems/";

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.meetinginsights.http.problem.problems");

    private final int status;

    ProblemType(int status) {
        this.status = status;
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
        return TEXTS.getString(error() + ".title");
    }

    /** What the reader can do about it. */
    public String advice() {
        return TEXTS.getString(error() + ".advice");
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
