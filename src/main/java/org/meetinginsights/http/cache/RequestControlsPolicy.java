package org.meetinginsights.http.cache;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.idempotency.CacheDirectives;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.key.CallerKey;

/**
 * Reads the headers with which a caller controls the cache, as far as the configuration allows it.
 *
 * @param refreshAllowed whether a caller may have the model called although a result is stored, which costs money; if
 *     not, {@code no-cache} and {@code max-age} are ignored
 */
public record RequestControlsPolicy(boolean refreshAllowed) {

    /** @throws ProblemException if a header is invalid or two of them contradict each other */
    public RequestControls read(HttpHeaders headers) {
        CacheDirectives asked = CacheControl.of(lines(headers, HttpHeaders.CACHE_CONTROL));
        Optional<CallerKey> key = IdempotencyKeyHeader.read(lines(headers, IdempotencyKeyHeader.NAME));
        if (key.isPresent() && asked.noStore()) {
            throw new ProblemException(
                    ProblemType.INVALID_IDEMPOTENCY_KEY,
                    "An Idempotency-Key has its result kept, and Cache-Control: no-store has it not kept. Send one of them.");
        }
        return new RequestControls(refreshAllowed ? asked : asked.withoutRefresh(), key);
    }

    private static List<String> lines(HttpHeaders headers, String name) {
        List<String> lines = headers.getRequestHeader(name);
        return lines == null ? List.of() : lines;
    }
}
