package org.meetinginsights.http;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says where something unexpected happened, without the exception's message, which may quote a transcript. */
public final class Defect {

    private static final int FRAMES = 12;
    private static final int DEEPEST = 100;

    private Defect() {}

    public static String describe(Throwable thrown) {
        // The limit is for causes that go round in a circle.
        Throwable root = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .reduce(thrown, (outer, cause) -> cause);
        return "Unexpected "
                + root.getClass().getName()
                + Arrays.stream(root.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> " at " + frame)
                        .collect(Collectors.joining());
    }
}
