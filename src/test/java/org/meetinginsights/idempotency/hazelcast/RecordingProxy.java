package org.meetinginsights.idempotency.hazelcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps a copy of every byte, in both directions. Thread-safe. */
final class RecordingProxy extends TcpProxy {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    /** @param behind the member's port on this machine */
    RecordingProxy(int behind) throws IOException {
        super(behind);
    }

    /** Each byte as one character. */
    String text() {
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    void pass(Direction direction, byte[] buffer, int length) {
        seen.write(buffer, 0, length);
    }
}
