package org.meetinginsights.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.hazelcast.Ports;

/** A node that others reach with TLS only, and whose secrets are files, as containers get them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private static final String RUN = "tls";
    private static final String PASSWORD = "correct horse";
    private static final String API_KEY = "sk-from-a-file";
    private static final Duration START = Duration.ofSeconds(240);

    private final int port = Ports.free();
    private final URI base = URI.create("https://localhost:" + port + "/");
    private final Model model = new Model("127.0.0.1");

    @TempDir
    private static Path directory;

    private Path keystore;
    private ServerProcess node;

    @BeforeAll
    void start() throws IOException {
        keystore = Certificate.make(directory, PASSWORD);
        // As editors and echo write a file, with a line end. Not only secrets: whatever is a key may be a file.
        node = node(
                "tls",
                port,
                Map.of(
                        "TLS_KEYSTORE_PASSWORD",
                        PASSWORD + "\n",
                        "OPENAI_API_KEY",
                        API_KEY + "\n",
                        "HTTP_PORT",
                        "-1\n"));
        await("the node is ready").atMost(START).until(() -> isReady("TLSv1.3"));
    }

    @AfterAll
    void end() {
        if (node != null) {
            node.close();
        }
        model.close();
    }

    private ServerProcess node(String name, int httpsPort, Map<String, String> inFiles) throws IOException {
        Path files = Files.createDirectory(directory.resolve(name));
        for (Map.Entry<String, String> file : inFiles.entrySet()) {
            Files.writeString(files.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> environment = new TreeMap<>(Map.of(
                "VARIABLE_SOURCE_DIRS", files.toString(),
                "HTTPS_PORT", Integer.toString(httpsPort),
                "TLS_KEYSTORE", keystore.toString(),
                "CACHE_BACKEND", "memory",
                "OPENAI_BASE_URL", model.baseUrl().toString()));
        ServerProcess process = Commands.node(name, Commands.log(RUN, name), List.of(), environment);
        process.start();
        return process;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void callersAreAnsweredWithAModernProtocol(String protocol) {
        assertThat(isReady(protocol)).isTrue();
    }

    @Test
    void theModelIsPaidWithTheKeyThatAFileHolds() throws Exception {
        String meeting = Meeting.fresh("secret");
        HttpResponse<String> response = client("TLSv1.3")
                .send(
                        HttpRequest.newBuilder(base.resolve("extract"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Meeting.request(meeting)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(model.payers(meeting)).containsExactly("Bearer " + API_KEY);
        assertThat(node.printed()).doesNotContain(API_KEY, PASSWORD);
    }

    /** The same greeting once with a version that is spoken and once with one that is not. */
    @Test
    void olderProtocolsAreRefused() throws IOException {
        assertThat(firstByteAfter(greeting("0303")))
                .as("a ServerHello to TLS 1.2")
                .isEqualTo(0x16);
        assertThat(firstByteAfter(greeting("0302"))).as("none to TLS 1.1").isNotEqualTo(0x16);
        assertThat(firstByteAfter(greeting("0301"))).as("none to TLS 1.0").isNotEqualTo(0x16);
    }

    @Test
    void plainTextOnThatPortIsNotAnswered() throws IOException {
        assertThat(answer("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void thePlainPortIsClosedAndNobodyIsWarnedOfIt() {
        assertThat(node.printed())
                .contains("TCP Channel defaultHttpEndpoint-ssl has been started")
                .doesNotContain("TCP Channel defaultHttpEndpoint has been started", "plain text");
    }

    /** A file also says where the server listens: what the application checks must be no other address. */
    @Test
    void aWrongConfigurationEndsTheStartAndTheLogNamesEachKey() throws IOException {
        int plainPort = Ports.free();
        ServerProcess wrong = node(
                "tls-wrong",
                Ports.free(),
                Map.of(
                        "TLS_KEYSTORE_PASSWORD",
                        "guessed",
                        "CACHE_ENCRYPTION_KEY",
                        "x",
                        "CACHE_TTL_HOURS",
                        "forever",
                        "API_KEYS",
                        "acme:caller:ci:00",
                        "HTTP_PORT",
                        Integer.toString(plainPort),
                        "HTTP_HOST",
                        "127.0.0.2"));
        try {
            await().atMost(START).until(() -> wrong.printed().contains("CWWKZ0012I"));
            await().atMost(START).until(() -> wrong.printed().contains("127.0.0.2"));

            assertThat(wrong.printed())
                    .contains(
                            "The configuration key TLS_KEYSTORE_PASSWORD has the value \"(not shown)\"; allowed is the"
                                    + " password that opens TLS_KEYSTORE and the key in it.")
                    .contains("The configuration key CACHE_ENCRYPTION_KEY has the value \"(not shown)\"")
                    .contains(
                            "The configuration key CACHE_TTL_HOURS has the value \"forever\"; allowed is a number above 0"
                                    + " and at most 8760.")
                    .contains("The configuration key API_KEYS has the value \"(not shown) in entry 1\"; allowed is"
                            + " tenant:role:id:hash")
                    .doesNotContain("guessed", "acme:caller");
            await("readiness")
                    .atMost(START)
                    .until(() -> Http.get(URI.create("http://127.0.0.2:" + plainPort + "/health/ready"))
                            .filter(answer -> answer.statusCode() == 503)
                            .isPresent());
        } finally {
            wrong.close();
        }
    }

    private boolean isReady(String protocol) {
        try {
            return client(protocol)
                            .send(
                                    HttpRequest.newBuilder(base.resolve("health/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpClient client(String protocol) {
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .sslContext(Certificate.trusting(keystore, PASSWORD))
                .sslParameters(only)
                .build();
    }

    /** A ClientHello (RFC 5246, section 7.4.1.2) of this version, for ECDHE with AES-GCM and AES-CBC. */
    private static byte[] greeting(String version) {
        String extensions = "000a00060004" + "00170018" + "000d00060004" + "04030503";
        String body =
                version + "42".repeat(32) + "00" + "0006c02bc009c00a" + "0100" + length(extensions, 4) + extensions;
        String handshake = "01" + length(body, 6) + body;
        return HexFormat.of().parseHex("16" + version + length(handshake, 4) + handshake);
    }

    private static String length(String hex, int digits) {
        return ("%0" + digits + "x").formatted(hex.length() / 2);
    }

    private int firstByteAfter(byte[] sent) throws IOException {
        byte[] answer = answer(sent);
        return answer.length == 0 ? -1 : answer[0];
    }

    /** What comes back first, if anything comes before the connection is closed. */
    private byte[] answer(byte[] sent) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(sent);
            return socket.getInputStream().readNBytes(1);
        } catch (SocketException e) {
            return new byte[0]; // Reset by the server.
        }
    }
}
