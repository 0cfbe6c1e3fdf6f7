package org.meetinginsights.meeting.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that stand beside this package as UTF-8 files. A missing one is a packaging error. */
final class PackagedText {

    private PackagedText() {}

    static String of(String fileName) {
        try (InputStream file = PackagedText.class.getResourceAsStream(fileName)) {
            if (file == null) {
                throw new IllegalStateException("Not packaged: " + fileName);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
