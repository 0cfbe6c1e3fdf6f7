package org.meetinginsights.http;

import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a request: in its response, in its problem and in each of its log lines. */
public final class RequestId {

    public static final String HEADER = "X-Request-ID";

    /** No character that could forge a log line. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestId() {}

    /** The id that the caller sent if it is accepted, else a new one. */
    static String of(String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
