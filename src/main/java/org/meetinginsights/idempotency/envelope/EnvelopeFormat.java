package org.meetinginsights.idempotency.envelope;

import java.time.Clock;
import org.meetinginsights.idempotency.key.StoreKey;

/** How a shared store keeps envelopes. Thread-safe. */
public interface EnvelopeFormat {

    /** As they are. */
    EnvelopeFormat PLAIN = new EnvelopeFormat() {
        @Override
        public byte[] write(StoreKey key, Envelope envelope) {
            return EnvelopeCodec.encode(envelope);
        }

        @Override
        public Lookup read(StoreKey key, byte[] bytes, Clock clock) {
            return EnvelopeCodec.decode(bytes, clock);
        }
    };

    /** @param key under which the bytes will be found */
    byte[] write(StoreKey key, Envelope envelope);

    /** What the bytes under a key mean now; bytes of any content are answered, never with an exception. */
    Lookup read(StoreKey key, byte[] bytes, Clock clock);
}
