package org.meetinginsights.http.problem;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes an unexpected exception by its class and place, without its message, which may quote a transcript. */
public final class UnexpectedError {

    private static final int FRAMES = 12;
    private static final int MAX_CAUSES = 100;

    private UnexpectedError() {}

    public static String describe(Throwable thrown) {
        // The limit is for circular causes.
        Throwable root = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .reduce(thrown, (outer, cause) -> cause);
        return "Unexpected "
                + root.getClass().getName()
                + Arrays.stream(root.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> " at " + frame)
                        .collect(Collectors.joining());
    }
}
