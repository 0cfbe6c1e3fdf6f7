package org.meetinginsights.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** The table of what was seen, a row for each test as soon as it is known, so that a run that fails leaves one too. */
final class Report {

    private static final Path FILE = Path.of("target", "cluster", "report.md");
    private static final String HEAD = """
            | event | mode | role | requests | sent elsewhere | failed | lost entries | extra model calls | longest stall of a hit on what the node had | longest stall | longest pause of the machine |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;
    private static boolean begun;

    private Report() {}

    static void add(Mode mode, Scene scene) {
        Tally tally = scene.tally();
        append("| %s | %s | %s | %d | %s | %d | %d | %d | %s | %s | %s |%n"
                .formatted(
                        scene.event().label(),
                        mode.label(),
                        scene.role().label(),
                        tally.requests(),
                        tally.turnedAway(),
                        tally.failed().size(),
                        scene.lost().size(),
                        scene.extraCalls(),
                        seconds(scene.longestHit()),
                        seconds(scene.longest()),
                        seconds(tally.machine())));
    }

    private static synchronized void append(String row) {
        try {
            Files.createDirectories(FILE.getParent());
            if (!begun) {
                Files.writeString(FILE, HEAD);
                System.out.print(HEAD);
                begun = true;
            }
            Files.writeString(FILE, row, StandardOpenOption.APPEND);
            System.out.print(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1_000.0);
    }
}
