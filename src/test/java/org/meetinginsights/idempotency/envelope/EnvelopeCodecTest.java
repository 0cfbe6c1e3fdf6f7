package org.meetinginsights.idempotency.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.LIFE;
import static org.meetinginsights.idempotency.Samples.envelope;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.MutableClock;

class EnvelopeCodecTest {

    private final MutableClock clock = new MutableClock();
    private final Envelope envelope = envelope("{\"summary\":\"ação\"}", clock);
    private final byte[] bytes = EnvelopeCodec.encode(envelope);

    @Test
    void anEnvelopeComesBackAsItWas() {
        assertThat(EnvelopeCodec.decode(bytes, clock))
                .usingRecursiveComparison()
                .isEqualTo(new Lookup.Fresh(envelope));
    }

    @Test
    void anEnvelopePastItsTimeComesBackAsExpired() {
        clock.advance(LIFE);

        assertThat(EnvelopeCodec.decode(bytes, clock))
                .usingRecursiveComparison()
                .isEqualTo(new Lookup.Expired(envelope));
    }

    @Test
    void aLargeBodyComesBackAsItWas() {
        Envelope large = envelope("x".repeat(3_000_000), clock);

        Lookup read = EnvelopeCodec.decode(EnvelopeCodec.encode(large), clock);

        assertThat(((Lookup.Fresh) read).envelope().body()).isEqualTo(large.body());
    }

    @Test
    void anEmptyBodyComesBackAsItWas() {
        Envelope empty = envelope("", clock);

        assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(empty), clock))
                .usingRecursiveComparison()
                .isEqualTo(new Lookup.Fresh(empty));
    }

    @Test
    void equalEnvelopesHaveEqualBytes() {
        assertThat(EnvelopeCodec.encode(envelope)).isEqualTo(bytes);
    }

    @Test
    void theFirstByteIsTheVersion() {
        assertThat(bytes[0]).isEqualTo((byte) 1);
    }

    @Test
    void aFlippedBitAnywhereIsFound() {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] broken = bytes.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(EnvelopeCodec.decode(broken, clock))
                    .as("bit %d", bit)
                    .isIn(bit < 8 ? new Object[] {Lookup.UNREADABLE, Lookup.NEWER} : new Object[] {Lookup.UNREADABLE});
        }
    }

    @Test
    void whatWasCutOffIsFound() {
        for (int length = 0; length < bytes.length; length++) {
            assertThat(EnvelopeCodec.decode(Arrays.copyOf(bytes, length), clock))
                    .as("%d bytes", length)
                    .isEqualTo(Lookup.UNREADABLE);
        }
    }

    @Test
    void whatWasAddedIsFound() {
        assertThat(EnvelopeCodec.decode(Arrays.copyOf(bytes, bytes.length + 1), clock))
                .isEqualTo(Lookup.UNREADABLE);
    }

    @Test
    void theNextVersionIsReadWithoutTheFieldsThatItAdds() {
        ByteBuffer next = ByteBuffer.allocate(bytes.length + Long.BYTES);
        next.put(bytes, 0, bytes.length - Integer.BYTES).put(0, (byte) 3).putLong(4711);
        CRC32C checksum = new CRC32C();
        checksum.update(next.array(), 0, next.position());
        next.putInt((int) checksum.getValue());

        assertThat(EnvelopeCodec.decode(next.array(), clock))
                .usingRecursiveComparison()
                .isEqualTo(new Lookup.Fresh(envelope));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 127, 128, 255})
    void aNewerVersionIsToldFromRubbish(int version) {
        bytes[0] = (byte) version;

        assertThat(EnvelopeCodec.decode(bytes, clock)).isEqualTo(Lookup.NEWER);
        assertThat(EnvelopeCodec.decode(new byte[] {(byte) version}, clock)).isEqualTo(Lookup.NEWER);
    }

    @Test
    void aTextThatIsNoEnvelopeIsNotShownInOne() {
        assertThat(envelope.toString()).doesNotContain("summary");
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        Envelope precise = new Envelope(
                Instant.ofEpochSecond(1_760_000_000, 1_999_999),
                clock.instant(),
                clock.instant().plus(LIFE),
                envelope.fingerprint(),
                "offline",
                Usage.FREE,
                new byte[] {1});

        Lookup read = EnvelopeCodec.decode(EnvelopeCodec.encode(precise), clock);

        assertThat(((Lookup.Fresh) read).envelope().requestedAt())
                .isEqualTo(Instant.ofEpochSecond(1_760_000_000, 1_000_000));
    }
}
