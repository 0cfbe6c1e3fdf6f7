package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hits per second beside an endpoint that binds the same body and answers constant bytes. Not part of the build, because
 * it takes minutes and a shared machine is no scale: {@code mvn verify -Dit.test=HitThroughputBench}.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HitThroughputBench {

    private static final int CONNECTIONS = 8;
    private static final int PAIRS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration RUN = Duration.ofSeconds(5);

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("HAZELCAST_PORT", "5794"))
                .addClasses(ConstantApplication.class, ConstantApplication.Constant.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR-001", "ES2004a", "Bmr006"})
    void hitsKeepUpWithAnEndpointThatOnlyBindsTheBody(String meeting) throws Exception {
        byte[] hit = request("/extract", Meetings.body(meeting));
        byte[] constant = request("/bench/constant", Meetings.body(meeting));
        perSecond(hit, WARM_UP);
        perSecond(constant, WARM_UP);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double constants = perSecond(constant, RUN);
            double hits = perSecond(hit, RUN);
            ratios.add(hits / constants);
            System.out.printf(
                    Locale.ROOT,
                    "%s: constant %.0f/s, hit %.0f/s, ratio %.2f%n",
                    meeting,
                    constants,
                    hits,
                    hits / constants);
        }
        // Half of what is aimed at: a guard against a blunder, not a judgement on a busy machine.
        assertThat(ratios.stream().sorted().skip(PAIRS / 2).findFirst().orElseThrow())
                .isGreaterThan(0.4);
    }

    private static byte[] request(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost:9180\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static double perSecond(byte[] request, Duration duration) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long until = System.nanoTime() + duration.toNanos();
            long all = 0;
            for (Future<Long> caller : Stream.generate(() -> callers.submit(() -> callUntil(until, request)))
                    .limit(CONNECTIONS)
                    .toList()) {
                all += caller.get();
            }
            return all / (duration.toMillis() / 1_000.0);
        } finally {
            callers.shutdown();
        }
    }

    private static long callUntil(long until, byte[] request) throws IOException {
        try (Socket socket = new Socket("localhost", 9180);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 17);
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            socket.setTcpNoDelay(true);
            long calls = 0;
            while (System.nanoTime() < until) {
                out.write(request);
                out.flush();
                readResponse(in);
                calls++;
            }
            return calls;
        }
    }

    private static void readResponse(DataInputStream in) throws IOException {
        String status = line(in);
        assertThat(status).startsWith("HTTP/1.1 200");
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
