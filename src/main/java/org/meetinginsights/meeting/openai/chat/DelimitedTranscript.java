package org.meetinginsights.meeting.openai.chat;

import okio.ByteString;

/**
 * A transcript between two delimiter lines that mark it as data. The delimiter comes from the SHA-256 of the transcript, so
 * that nobody can write the closing line into a transcript, and the same transcript always makes the same message.
 */
final class DelimitedTranscript {

    private static final int DELIMITER_BYTES = 8;

    private DelimitedTranscript() {}

    static String of(String transcript) {
        String delimiter = ByteString.encodeUtf8(transcript)
                .sha256()
                .substring(0, DELIMITER_BYTES)
                .hex();
        return "The transcript stands between the two lines marked " + delimiter + ".\n"
                + "<<<transcript " + delimiter + ">>>\n"
                + transcript
                + "\n<<<end of transcript " + delimiter + ">>>";
    }
}
