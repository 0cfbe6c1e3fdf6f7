package org.meetinginsights.idempotency.envelope;

import java.time.Clock;
import org.meetinginsights.idempotency.key.StoreKey;

/**
 * Envelopes while encryption is rolled out or back: plain and encrypted ones are read, and one kind is written. So no node of a
 * rolling change takes what another one stored for unreadable and pays for it again. While it is in use, whoever can write to the
 * map can put a plain envelope there. Thread-safe.
 */
public final class MixedEnvelopes implements EnvelopeFormat {

    private final EncryptedEnvelopes encrypted;
    private final EnvelopeFormat written;

    /** @param writesPlain the first step of rolling encryption out; the second one writes encrypted envelopes */
    public MixedEnvelopes(EncryptedEnvelopes encrypted, boolean writesPlain) {
        this.encrypted = encrypted;
        this.written = writesPlain ? PLAIN : encrypted;
    }

    @Override
    public byte[] write(StoreKey key, Envelope envelope) {
        return written.write(key, envelope);
    }

    @Override
    public Lookup read(StoreKey key, byte[] bytes, Clock clock) {
        EnvelopeFormat format = bytes.length > 0 && bytes[0] == EncryptedEnvelopes.VERSION ? encrypted : PLAIN;
        return format.read(key, bytes, clock);
    }
}
