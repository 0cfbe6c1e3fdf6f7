package org.meetinginsights.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** How a request says where it ends (RFC 9112, section 6), mostly truly. */
record Framing(Random random) {

    HostileRequest framed(int number, String method, String path, List<String> head, byte[] body) {
        boolean truly = true;
        byte[] framed = body;
        switch (random.nextInt(60)) {
            case 0, 1, 2 -> {
                head.add("Transfer-Encoding: chunked");
                framed = chunked(body, "\r\n0\r\n\r\n");
            }
            case 3 -> truly = lie(head, "Content-Length: " + (body.length + 1 + random.nextInt(1_000)));
            case 4 -> truly = lie(head, "Content-Length: " + body.length / 2);
            case 5 -> truly = lie(head, "Content-Length: -1");
            case 6 -> truly = lie(head, "Content-Length: 99999999999999999999");
            case 7 -> truly = lie(head, "Content-Length: " + body.length + "\r\nContent-Length: 3");
            case 8 -> truly = lie(head, "Content-Length: " + body.length + "\r\nTransfer-Encoding: chunked");
            case 9 -> {
                truly = lie(head, "Transfer-Encoding: chunked");
                framed = chunked(body, "\r\nzz\r\n");
            }
            case 10 -> truly = lie(head, "Transfer-Encoding: " + HostileRequests.CANARY);
            default -> head.add("Content-Length: " + body.length);
        }
        // What is no HTTP/1.1, or more than the server reads, ends where the server says.
        truly &= head.get(0).endsWith("1.1")
                && head.size() < 100
                && head.stream().allMatch(line -> line.length() < 8_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(framed);
        return new HostileRequest(number, method, path, truly, all.toByteArray());
    }

    private static boolean lie(List<String> head, String header) {
        head.add(header);
        return false;
    }

    private static byte[] chunked(byte[] body, String end) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (body.length > 0) {
            chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.writeBytes(body);
        }
        String last = body.length > 0 ? end : end.substring(2);
        chunks.writeBytes(last.getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }
}
