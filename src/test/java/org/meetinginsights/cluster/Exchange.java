package org.meetinginsights.cluster;

import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A request and how it ended.
 *
 * @param node that answered, or was asked last
 * @param status 0 if there was no answer
 * @param cacheStatus the header, or ""
 * @param body of the answer, or why there was none
 * @param duration with all attempts
 * @param retries attempts at other nodes before
 */
record Exchange(
        String meeting, LibertyNode node, int status, String cacheStatus, String body, Duration duration, int retries) {

    static Exchange of(
            String meeting, LibertyNode node, HttpResponse<String> response, Duration duration, int retries) {
        return new Exchange(
                meeting,
                node,
                response.statusCode(),
                response.headers().firstValue("Cache-Status").orElse(""),
                response.body(),
                duration,
                retries);
    }

    static Exchange unanswered(String meeting, LibertyNode node, Throwable failure, Duration duration, int retries) {
        return new Exchange(meeting, node, 0, "", failure.toString(), duration, retries);
    }

    boolean isOk() {
        return status == 200;
    }

    boolean isHit() {
        return isOk() && cacheStatus.contains("; hit");
    }

    boolean isCollapsed() {
        return isOk() && cacheStatus.contains("; collapsed");
    }
}
