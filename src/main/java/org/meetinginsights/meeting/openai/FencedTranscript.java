package org.meetinginsights.meeting.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A transcript between two lines that mark it as data. The mark is taken from the transcript's own SHA-256, so that
 * nobody can write the closing line into a transcript, and the same transcript is always asked about in the same words.
 */
final class FencedTranscript {

    private static final int MARK_BYTES = 8;

    private FencedTranscript() {}

    static String of(String transcript) {
        String mark = mark(transcript);
        return "The transcript stands between the two lines marked " + mark + ".\n"
                + "<<<transcript " + mark + ">>>\n"
                + transcript
                + "\n<<<end of transcript " + mark + ">>>";
    }

    private static String mark(String transcript) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(transcript.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
