package org.meetinginsights.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests with headers that an HTTP client makes itself. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /**
     * @param headers whole lines
     * @return all that is answered
     */
    static String send(String method, String path, String body, String... headers) {
        String head = Stream.concat(
                        Stream.of(
                                method + " " + path + " HTTP/1.1",
                                "Connection: close",
                                "Content-Type: application/json",
                                "Content-Length: " + body.length()),
                        Stream.of(headers))
                .collect(Collectors.joining("\r\n"));
        try (Socket socket = new Socket("127.0.0.1", Service.BASE.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
