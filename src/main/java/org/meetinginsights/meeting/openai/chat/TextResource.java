package org.meetinginsights.meeting.openai.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** UTF-8 files beside this package. */
final class TextResource {

    private TextResource() {}

    static String read(String fileName) {
        try (InputStream file = TextResource.class.getResourceAsStream(fileName)) {
            if (file == null) {
                throw new IllegalStateException("Not packaged: " + fileName);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
