package org.meetinginsights.idempotency.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.newKey;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.key.StoreKey;

class MixedEnvelopesTest {

    private final MutableClock clock = new MutableClock();
    private final StoreKey key = newKey();
    private final Envelope envelope = envelope("what the meeting said", clock);
    private final EncryptedEnvelopes encrypted = new EncryptedEnvelopes(List.of(secret()));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areReadPlainAndEncrypted(boolean writesPlain) {
        EnvelopeFormat mixed = new MixedEnvelopes(encrypted, writesPlain);

        assertThat(read(mixed, EnvelopeFormat.PLAIN.write(key, envelope))).isInstanceOf(Lookup.Fresh.class);
        assertThat(read(mixed, encrypted.write(key, envelope))).isInstanceOf(Lookup.Fresh.class);
    }

    @Test
    void areWrittenPlainInTheFirstStepSoThatNodesWithoutAKeyReadThem() {
        byte[] written = new MixedEnvelopes(encrypted, true).write(key, envelope);

        assertThat(read(EnvelopeFormat.PLAIN, written)).isInstanceOf(Lookup.Fresh.class);
    }

    @Test
    void areWrittenEncryptedInTheSecondStepSoThatNodesThatReadNothingElseReadThem() {
        byte[] written = new MixedEnvelopes(encrypted, false).write(key, envelope);

        assertThat(read(encrypted, written)).isInstanceOf(Lookup.Fresh.class);
        assertThat(read(EnvelopeFormat.PLAIN, written)).isEqualTo(Lookup.NEWER);
    }

    @Test
    void areLeftAloneIfANewerVersionWroteThem() {
        byte[] newer = encrypted.write(key, envelope);
        newer[0] = 4;

        assertThat(read(new MixedEnvelopes(encrypted, true), newer)).isEqualTo(Lookup.NEWER);
    }

    private Lookup read(EnvelopeFormat format, byte[] bytes) {
        return format.read(key, bytes, clock);
    }

    private static byte[] secret() {
        byte[] secret = new byte[EncryptedEnvelopes.KEY_BYTES];
        Arrays.fill(secret, (byte) 7);
        return secret;
    }
}
