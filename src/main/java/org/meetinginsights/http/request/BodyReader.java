package org.meetinginsights.http.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meetinginsights.admission.Charge;
import org.meetinginsights.admission.FairShare;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;

/**
 * Reads a body within limits of size, memory and time. The server's own timeout restarts with each byte, so a client that sends one
 * byte a second could hold a thread forever. Thread-safe.
 */
final class BodyReader {

    /** For a small body on any network. */
    static final Duration BASE_TIMEOUT = Duration.ofSeconds(10);

    /** The slowest connection that is accepted: each of these gives a second more. */
    static final int MIN_BYTES_PER_SECOND = 16 << 10;

    private static final int CHUNK = 8 << 10;

    /** A buffer that doubles is in memory with the one before it; a full one is copied. */
    private static final int MEMORY_PER_BYTE = 3;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final int maxBytes;
    private final FairShare waiting;
    private final String payer;
    private final Clock clock;

    /**
     * @param waiting a place for each request that may wait for its body at the same time, with one of the server's threads
     * @param payer sends the body
     */
    BodyReader(int maxBytes, FairShare waiting, String payer, Clock clock) {
        this.maxBytes = maxBytes;
        this.waiting = waiting;
        this.payer = payer;
        this.clock = clock;
    }

    /**
     * Blocks until the body has been received.
     *
     * @param announced the Content-Length; 0 if there is none
     * @param memory holds what the body needs, first for what is announced, then for what is received
     * @throws ProblemException if the body is too large, too slow or incomplete, or there is no memory for it
     */
    byte[] read(InputStream in, long announced, Charge memory) {
        refuseIf(announced > maxBytes);
        long charged = Math.max(CHUNK, announced);
        charge(memory, charged);
        Instant start = clock.instant();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) charged);
        byte[] chunk = new byte[CHUNK];
        // It reads one byte more than allowed, because the Content-Length may be wrong.
        int n = 0;
        while (n >= 0 && (announced <= 0 || body.size() < announced)) {
            n = next(in, chunk, body.size());
            charged = Math.max(charged, body.size() + Math.max(0, n));
            charge(memory, charged);
            body.write(chunk, 0, Math.max(0, n));
            refuseIf(body.size() > maxBytes);
            if (clock.instant().isAfter(start.plus(timeout(body.size())))) {
                throw tooSlow();
            }
        }
        return body.toByteArray();
    }

    private static void charge(Charge memory, long bytes) {
        RequestMemory.resize(memory, MEMORY_PER_BYTE * bytes);
    }

    private int next(InputStream in, byte[] chunk, int read) {
        int length = (int) Math.min(chunk.length, (long) maxBytes + 1 - read);
        try {
            return in.available() > 0 ? in.read(chunk, 0, length) : await(in, chunk, length);
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } catch (IOException e) {
            // A malformed chunk, or the client has gone. The message is not passed on, because it may hold the client's
            // address.
            throw new ProblemException(ProblemType.INVALID_JSON, "The body broke off.");
        }
    }

    /** Waits for bytes that have not been received yet. */
    private int await(InputStream in, byte[] chunk, int length) throws IOException {
        if (!waiting.tryAcquire(payer)) {
            throw ProblemException.overloaded(
                    "Too many requests wait for the rest of their bodies. Send the request again, and all of it at once.");
        }
        try {
            return in.read(chunk, 0, length);
        } finally {
            waiting.release(payer);
        }
    }

    private static Duration timeout(int bytes) {
        return BASE_TIMEOUT.plusMillis((long) bytes * MILLIS_PER_SECOND / MIN_BYTES_PER_SECOND);
    }

    private void refuseIf(boolean tooLarge) {
        if (tooLarge) {
            throw new ProblemException(
                    ProblemType.REQUEST_TOO_LARGE,
                    "A body may have " + maxBytes + " bytes (MAX_REQUEST_BYTES). Send a shorter transcript.");
        }
    }

    private static ProblemException tooSlow() {
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TIMEOUT.advice());
    }
}
