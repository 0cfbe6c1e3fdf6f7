package org.meetinginsights.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads a body within bounds of size and of time. The server's own time-out starts anew with each byte, so whoever sends one
 * byte a second would have a thread for as long as he likes. Thread-safe.
 */
final class BodyReader {

    /** For what is small, whatever the network. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** And one second more for each of these: a slow line is no attack. */
    static final int BYTES_PER_SECOND = 16 << 10;

    private static final int CHUNK = 8 << 10;

    /** What is only announced should not cost more. */
    private static final int ON_TRUST = 64 << 10;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final int most;
    private final Clock clock;

    /** @param most bytes that a body may have */
    BodyReader(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /**
     * Blocks until the body has come.
     *
     * @param announced the length that the sender has announced; 0 if none was
     * @throws ProblemException if there are too many bytes, or they come too slowly, or not all of them
     */
    byte[] read(InputStream in, long announced) {
        refuseIf(announced > most);
        Instant start = clock.instant();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(CHUNK, Math.min(announced, ON_TRUST)));
        byte[] chunk = new byte[CHUNK];
        // One byte more than allowed tells that there are too many, whatever was announced.
        for (int n = next(in, chunk, body.size()); n >= 0; n = next(in, chunk, body.size())) {
            body.write(chunk, 0, n);
            refuseIf(body.size() > most);
            if (clock.instant().isAfter(start.plus(patience(body.size())))) {
                throw tooSlow();
            }
        }
        return body.toByteArray();
    }

    private int next(InputStream in, byte[] chunk, int read) {
        try {
            return in.read(chunk, 0, (int) Math.min(chunk.length, (long) most + 1 - read));
        } catch (IOException e) {
            // The server's time-out, or the sender has gone. Neither is a defect, and its message would say whose it
            // is.
            throw tooSlow();
        }
    }

    private static Duration patience(int bytes) {
        return PATIENCE.plusMillis((long) bytes * MILLIS_PER_SECOND / BYTES_PER_SECOND);
    }

    private void refuseIf(boolean tooLarge) {
        if (tooLarge) {
            throw new ProblemException(
                    ProblemType.REQUEST_TOO_LARGE,
                    "A body may have " + most + " bytes (MAX_REQUEST_BYTES). Send a shorter transcript.");
        }
    }

    private static ProblemException tooSlow() {
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TIMEOUT.advice());
    }
}
