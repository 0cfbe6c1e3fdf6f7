package org.meetinginsights.cluster;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request and how it ended.
 *
 * @param node that answered, or was asked last
 * @param status 0 if there was no answer
 * @param cacheStatus the header, or ""
 * @param body of the answer, or why there was none
 * @param sentAt on the scale of {@link System#nanoTime()}
 * @param duration with all attempts
 * @param retries attempts at other nodes before
 */
record Exchange(
        String meeting,
        LibertyNode node,
        int status,
        String cacheStatus,
        String body,
        long sentAt,
        Duration duration,
        int retries) {

    private static final Pattern CALL = Pattern.compile("Call \\d+");

    static Exchange of(String meeting, LibertyNode node, HttpResponse<String> response, long sentAt, int retries) {
        String cacheStatus = response.headers().firstValue("Cache-Status").orElse("");
        return new Exchange(
                meeting, node, response.statusCode(), cacheStatus, response.body(), sentAt, since(sentAt), retries);
    }

    static Exchange unanswered(String meeting, LibertyNode node, Throwable failure, long sentAt, int retries) {
        return new Exchange(meeting, node, 0, "", failure.toString(), sentAt, since(sentAt), retries);
    }

    boolean isOk() {
        return status == 200;
    }

    boolean isHit() {
        return isOk() && cacheStatus.contains("; hit");
    }

    /** Enough to find it in the node's log: of a result the number of the call, of a problem all. */
    @Override
    public String toString() {
        Matcher call = CALL.matcher(body);
        return "%s at %s: %d [%s] after %d ms, %d retries, %s"
                .formatted(
                        meeting,
                        node.name(),
                        status,
                        cacheStatus,
                        duration.toMillis(),
                        retries,
                        call.find() ? call.group() : body);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
