package org.meetinginsights.http;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Says where something unexpected happened, without the exception's message, which may quote a transcript. */
public final class Defect {

    private static final int FRAMES = 12;

    private Defect() {}

    public static String describe(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return "Unexpected "
                + root.getClass().getName()
                + Arrays.stream(root.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> " at " + frame)
                        .collect(Collectors.joining());
    }
}
