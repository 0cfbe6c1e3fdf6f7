package org.meetinginsights.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which anything may be sent, also what no HTTP client would send. For one thread. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(Duration patience) throws IOException {
        this(patience, "127.0.0.1");
    }

    /** @param from an address of the loopback interface: without keys each is a payer of its own */
    RawConnection(Duration patience, String from) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), Service.BASE.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What a server answers to this and nothing else, a head without a body for example. */
    static Answer ask(String method, String request) throws IOException {
        try (RawConnection connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.send(request.getBytes(StandardCharsets.UTF_8));
            return connection.answer(method);
        }
    }

    /**
     * What a server answers to a whole request.
     *
     * @param headers whole lines, which an HTTP client would make itself
     */
    static Answer ask(String method, String path, String body, String... headers) throws IOException {
        return ask(
                method,
                method + " " + path + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body);
    }

    /** What a server says, or that it closes the connection (status 0), or that it says nothing in time (-1). */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        static final Answer CLOSED = new Answer(0, Map.of(), "");
        static final Answer NONE = new Answer(-1, Map.of(), "");

        boolean keepsTheConnection() {
            boolean ends = headers.containsKey("Content-Length") || headers.containsKey("Transfer-Encoding");
            return status > 0
                    && ends
                    && !headers.getOrDefault("Connection", List.of()).toString().equalsIgnoreCase("[close]");
        }
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The server may have answered and closed before it had all; what it said can still be read.
        }
    }

    /** Nothing more comes from here. */
    void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // As when sending.
        }
    }

    /** Whether something has come that nobody has read: an answer to what was no request of ours. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    Answer answer(String method) {
        try {
            Answer answer = read(method);
            // An interim response is followed by the final one (RFC 9110, section 15.2).
            return answer.status() >= 100 && answer.status() < 200 ? read(method) : answer;
        } catch (SocketTimeoutException e) {
            return Answer.NONE;
        } catch (IOException e) {
            return Answer.CLOSED;
        }
    }

    private Answer read(String method) throws IOException {
        String start = line();
        if (!start.startsWith("HTTP/")) {
            throw new IOException("no status line: " + start);
        }
        int status = Integer.parseInt(start.split(" ")[1]);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon),
                    List.of(header.substring(colon + 1).strip()));
        }
        boolean bare = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return new Answer(status, headers, bare ? "" : new String(body(headers), StandardCharsets.UTF_8));
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Content-Length")) {
            return exactly(Integer.parseInt(headers.get("Content-Length").get(0)));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("Transfer-Encoding")) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(exactly(size));
                line();
            }
            line();
        }
        return headers.containsKey("Transfer-Encoding") ? body.toByteArray() : in.readAllBytes();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the body broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
