package org.meetinginsights.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meetinginsights.admission.Charge;
import org.meetinginsights.admission.FairShare;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;
import org.meetinginsights.idempotency.MutableClock;

class BodyReaderTest {

    private static final int MOST = 1 << 20;

    private final FairShare waiting = new FairShare(0, 3);
    private final MutableClock clock = new MutableClock();
    private final Instant start = clock.instant();
    private final BodyReader reader = new BodyReader(MOST, waiting, "slow", clock);

    private final FairShare memory = new FairShare(0, 16 * MOST);
    private Charge charge = memory.charge("slow");

    private byte[] read(InputStream in, long announced) {
        return reader.read(in, announced, charge);
    }

    /** Sends chunks of one size, and takes its time for each. */
    private InputStream chunks(int number, int size, Duration each) {
        return new InputStream() {
            private int sent;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (sent == number) {
                    return -1;
                }
                sent++;
                clock.advance(each);
                return Math.min(size, length);
            }
        };
    }

    @Test
    void aBodyIsReadCompletely() {
        byte[] body = "{\"transcript\": \"a\"}".repeat(10_000).getBytes(StandardCharsets.UTF_8);

        assertThat(read(new ByteArrayInputStream(body), body.length)).isEqualTo(body);
        assertThat(read(new ByteArrayInputStream(body), 0)).isEqualTo(body);
    }

    @Test
    void aBodyOfTheMaximumSizeIsReadAndOneByteMoreIsRefused() {
        assertThat(read(new ByteArrayInputStream(new byte[MOST]), 0)).hasSize(MOST);
        assertRefused(ProblemType.REQUEST_TOO_LARGE, new ByteArrayInputStream(new byte[MOST + 1]), 0);
    }

    @Test
    void aTooLargeContentLengthIsRefused() {
        assertRefused(ProblemType.REQUEST_TOO_LARGE, InputStream.nullInputStream(), MOST + 1);
    }

    @Test
    void oneByteASecondIsRefusedAfterTenSeconds() {
        assertRefused(ProblemType.REQUEST_TIMEOUT, chunks(1_000, 1, Duration.ofSeconds(1)), 1_000);
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(11));
    }

    @Test
    void aSlowConnectionIsAccepted() {
        assertThat(read(chunks(40, 8 << 10, Duration.ofMillis(700)), 0)).hasSize(40 * (8 << 10));
    }

    @Test
    void aBodyIsRefusedIfTooManyRequestsWait() {
        takeAllPlacesOf("slow");
        assertRefused(ProblemType.OVERLOADED, chunks(2, 10, Duration.ZERO), 20);
        waiting.release("slow");

        assertThat(read(chunks(2, 10, Duration.ZERO), 20)).hasSize(20);
        assertThat(read(chunks(2, 10, Duration.ZERO), 20)).hasSize(20);
    }

    @Test
    void aBodyIsReadHoweverManyOfAnotherPayerWait() {
        takeAllPlacesOf("slow");
        BodyReader anothers = new BodyReader(MOST, waiting, "another", clock);

        assertThat(anothers.read(chunks(2, 10, Duration.ZERO), 20, memory.charge("another")))
                .hasSize(20);
    }

    private void takeAllPlacesOf(String payer) {
        while (waiting.tryAcquire(payer)) {
            // Until there is none left for it.
        }
    }

    @Test
    void bufferedBytesAreReadHoweverManyRequestsWait() {
        takeAllPlacesOf("slow");
        InputStream there = new ByteArrayInputStream(new byte[20]);

        assertThat(read(there, 20)).hasSize(20);
    }

    @Test
    void whatIsAnnouncedIsChargedBeforeItIsReceived() {
        leave(3 * 10_000);

        assertRefused(ProblemType.OVERLOADED, InputStream.nullInputStream(), 10_001);
        assertThat(read(new ByteArrayInputStream(new byte[10_000]), 10_000)).hasSize(10_000);
    }

    @Test
    void whatIsNotAnnouncedIsChargedAsItIsReceived() {
        leave(3 * 20_000);

        assertThat(read(chunks(2, 10_000, Duration.ZERO), 0)).hasSize(2 * (8 << 10));
        assertRefused(ProblemType.OVERLOADED, chunks(3, 8 << 10, Duration.ZERO), 0);
    }

    /** Half of the memory is for the payer that is alone. */
    private void leave(long bytes) {
        charge = new FairShare(0, 2 * bytes).charge("slow");
    }

    @Test
    void aBrokenConnectionIsABadRequest() {
        assertRefused(ProblemType.INVALID_JSON, failing(new IOException("/10.0.0.7:4711")), 10);
    }

    @Test
    void aSilentClientIsRefused() {
        assertRefused(ProblemType.REQUEST_TIMEOUT, failing(new SocketTimeoutException("/10.0.0.7:4711")), 10);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private void assertRefused(ProblemType type, InputStream in, long announced) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(in, announced));
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.getMessage()).doesNotContain("10.0.0.7");
    }
}
