package org.meetinginsights.idempotency.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.key.StoreKey;

class EncryptedEnvelopesTest {

    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    private final MutableClock clock = new MutableClock();
    private final StoreKey key = newKey();
    private final Envelope envelope = envelope("what the meeting said", clock);
    private final EnvelopeFormat format = new EncryptedEnvelopes(List.of(NEW));

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(read(format, format.write(key, envelope)))
                .usingRecursiveComparison()
                .isEqualTo(new Lookup.Fresh(envelope));
    }

    @Test
    void showNothingOfWhatTheyHold() {
        byte[] bytes = format.write(key, envelope);

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        "what the meeting said",
                        "gpt-4o",
                        envelope.fingerprint().hex());
    }

    @Test
    void areNeverTheSameTwice() {
        assertThat(format.write(key, envelope)).isNotEqualTo(format.write(key, envelope));
    }

    @Test
    void areReadWithAnOlderKeyWhileKeysAreRotated() {
        byte[] before = new EncryptedEnvelopes(List.of(OLD)).write(key, envelope);
        EnvelopeFormat rotating = new EncryptedEnvelopes(List.of(NEW, OLD));

        assertThat(read(rotating, before)).isInstanceOf(Lookup.Fresh.class);
        assertThat(read(format, rotating.write(key, envelope))).isInstanceOf(Lookup.Fresh.class);
    }

    @Test
    void areUnreadableWithoutTheirKeyAndMayBeReplaced() {
        Lookup lookup = read(format, new EncryptedEnvelopes(List.of(OLD)).write(key, envelope));

        assertThat(lookup).isEqualTo(Lookup.UNREADABLE);
        assertThat(lookup.isReplaceable()).isTrue();
    }

    @Test
    void areUnreadableUnderAnotherRequestsKey() {
        byte[] bytes = format.write(newKey(), envelope);

        assertThat(read(format, bytes)).isEqualTo(Lookup.UNREADABLE);
    }

    @Test
    void areUnreadableIfOneBitIsAnother() {
        byte[] bytes = format.write(key, envelope);

        IntStream.range(1, bytes.length).forEach(i -> {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(read(format, changed)).as("byte " + i).isEqualTo(Lookup.UNREADABLE);
        });
    }

    @Test
    void areUnreadableIfSomethingIsMissing() {
        byte[] bytes = format.write(key, envelope);

        IntStream.range(0, bytes.length)
                .forEach(length ->
                        assertThat(read(format, Arrays.copyOf(bytes, length))).isEqualTo(Lookup.UNREADABLE));
    }

    @Test
    void areNotTakenFromPlainTextThatAnybodyCouldHavePutThere() {
        assertThat(read(format, EnvelopeCodec.encode(envelope))).isEqualTo(Lookup.UNREADABLE);
    }

    @Test
    void areLeftAloneByANodeThatHasNoKey() {
        assertThat(read(EnvelopeFormat.PLAIN, format.write(key, envelope))).isEqualTo(Lookup.NEWER);
    }

    @Test
    void areLeftAloneIfANewerVersionWroteThem() {
        byte[] newer = format.write(key, envelope);
        newer[0] = 4;

        assertThat(read(format, newer)).isEqualTo(Lookup.NEWER);
    }

    private Lookup read(EnvelopeFormat reader, byte[] bytes) {
        return reader.read(key, bytes, clock);
    }

    private static byte[] key(long seed) {
        byte[] key = new byte[EncryptedEnvelopes.KEY_BYTES];
        new Random(seed).nextBytes(key);
        return key;
    }
}
