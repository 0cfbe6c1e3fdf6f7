package org.meetinginsights.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the integration server has written. */
final class ServerLogs {

    private static final Path DIRECTORY = Path.of(System.getProperty("wlp.usr"), "servers", "integration", "logs");

    private ServerLogs() {}

    /** All that the server has logged since its start, by every application that was deployed. */
    static String messages() {
        return lines(DIRECTORY.resolve("messages.log")).collect(Collectors.joining("\n"));
    }

    /** Lines of the log that hold one of these words, in whichever case, each with its file. */
    static List<String> linesWith(String... words) {
        return linesIn(DIRECTORY, words);
    }

    /** The same of the files in which Liberty notes failures of its own, a connection that breaks off for example. */
    static List<String> incidentsWith(String... words) {
        return linesIn(DIRECTORY.resolve("ffdc"), words);
    }

    private static List<String> linesIn(Path directory, String... words) {
        try (Stream<Path> files = Files.walk(directory, 1)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> lines(file)
                            .filter(line -> Stream.of(words).anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                            .map(line -> file.getFileName() + ": " + line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
