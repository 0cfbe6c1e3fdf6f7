package org.meetinginsights.http;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names a request in its response, in its problems and in every log line about it. */
public final class RequestId {

    public static final String HEADER = "X-Request-ID";

    /** Narrow enough that nobody writes a log line of their own through it. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestId() {}

    /** The caller's own if it is one we accept, else a new one. */
    static String of(String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
