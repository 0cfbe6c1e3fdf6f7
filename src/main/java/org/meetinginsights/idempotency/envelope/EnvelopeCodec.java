package org.meetinginsights.idempotency.envelope;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.meetinginsights.idempotency.key.Fingerprint;

/**
 * Writes and reads {@link Envelope}s as bytes, so that a server which knows no class of ours can keep them: one byte of
 * version, the fields in big-endian order, a CRC-32C over all of it. Times are milliseconds since 1970. The next version adds
 * fields behind these and is read already, without them: during a rolling upgrade no node pays for what a newer one has
 * stored. Thread-safe.
 */
public final class EnvelopeCodec {

    /** The newest version that is read; {@link EncryptedEnvelopes} have the number between the two. */
    static final int NEXT_VERSION = 3;

    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int USUAL_OVERHEAD = 256;

    private EnvelopeCodec() {}

    public static byte[] encode(Envelope envelope) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(envelope.body().length + USUAL_OVERHEAD);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(envelope.requestedAt().toEpochMilli());
            out.writeLong(envelope.createdAt().toEpochMilli());
            out.writeLong(envelope.expiresAt().toEpochMilli());
            out.writeUTF(envelope.fingerprint().hex());
            out.writeUTF(envelope.analyst());
            out.writeLong(envelope.usage().promptTokens());
            out.writeLong(envelope.usage().completionTokens());
            out.writeLong(envelope.usage().costNanoUsd());
            out.writeInt(envelope.body().length);
            out.write(envelope.body());
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What the bytes mean to a reader now; bytes of any content are answered, never with an exception. */
    public static Lookup decode(byte[] bytes, Clock clock) {
        if (bytes.length > 0 && isNewer(Byte.toUnsignedInt(bytes[0]))) {
            return Lookup.NEWER;
        }
        int content = bytes.length - CHECKSUM_BYTES;
        if (content <= 0 || ByteBuffer.wrap(bytes).getInt(content) != checksum(bytes, content)) {
            return Lookup.UNREADABLE;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, content))) {
            return Lookup.of(read(in), clock);
        } catch (IOException | RuntimeException e) {
            return Lookup.UNREADABLE;
        }
    }

    private static boolean isNewer(int version) {
        return version > NEXT_VERSION || version == EncryptedEnvelopes.VERSION;
    }

    private static Envelope read(DataInputStream in) throws IOException {
        in.readByte();
        return new Envelope(
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong()),
                new Fingerprint(in.readUTF()),
                in.readUTF(),
                new Usage(in.readLong(), in.readLong(), in.readLong()),
                in.readNBytes(in.readInt()));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
