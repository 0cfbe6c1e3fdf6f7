package org.meetinginsights.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

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
    private final Semaphore waiting;
    private final Clock clock;

    /**
     * @param most bytes that a body may have
     * @param waiting how many may wait for the rest of their bodies at once: each of them has one of the server's threads
     */
    BodyReader(int most, Semaphore waiting, Clock clock) {
        this.most = most;
        this.waiting = waiting;
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
        int n = 0;
        while (n >= 0 && (announced <= 0 || body.size() < announced)) {
            n = next(in, chunk, body.size());
            body.write(chunk, 0, Math.max(0, n));
            refuseIf(body.size() > most);
            if (clock.instant().isAfter(start.plus(patience(body.size())))) {
                throw tooSlow();
            }
        }
        return body.toByteArray();
    }

    private int next(InputStream in, byte[] chunk, int read) {
        int length = (int) Math.min(chunk.length, (long) most + 1 - read);
        try {
            return in.available() > 0 ? in.read(chunk, 0, length) : await(in, chunk, length);
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } catch (IOException e) {
            // Chunks that are none, or the sender has gone. Neither is a defect, and the message may say who it was.
            throw new ProblemException(ProblemType.INVALID_JSON, "The body broke off.");
        }
    }

    /** What has not come yet may be long in coming. */
    private int await(InputStream in, byte[] chunk, int length) throws IOException {
        if (!waiting.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.REQUEST_TIMEOUT,
                    "Too many requests wait for the rest of their bodies. Send the request again, and all of it at once.");
        }
        try {
            return in.read(chunk, 0, length);
        } finally {
            waiting.release();
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
