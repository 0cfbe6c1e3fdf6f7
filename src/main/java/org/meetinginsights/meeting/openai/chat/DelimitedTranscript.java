package org.meetinginsights.meeting.openai.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A transcript between two delimiter lines that mark it as data. The delimiter comes from the SHA-256 of the transcript, so
 * that nobody can write the closing line into a transcript, and the same transcript always makes the same message.
 */
final class DelimitedTranscript {

    private static final int DELIMITER_BYTES = 8;

    private DelimitedTranscript() {}

    static String of(String transcript) {
        String delimiter = delimiter(transcript);
        return "The transcript stands between the two lines marked " + delimiter + ".\n"
                + "<<<transcript " + delimiter + ">>>\n"
                + transcript
                + "\n<<<end of transcript " + delimiter + ">>>";
    }

    private static String delimiter(String transcript) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(transcript.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DELIMITER_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
