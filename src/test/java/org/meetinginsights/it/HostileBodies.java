package org.meetinginsights.it;

import static org.meetinginsights.it.HostileRequests.CANARY;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bodies that a broken or hostile client may send, and some that are fine. The same random numbers make the same body. */
final class HostileBodies {

    private static final List<String> REAL = List.of("BR-001", "BR-002", "ES2004a", "covid_4");
    private static final List<String> FIELDS_A =
            List.of("meeting_id", "customer_id", "customer_name", "banker_id", "banker_name", "meet_type", "meet_date");
    private static final List<String> FIELDS_B = List.of(
            "meet_id",
            "customer_id",
            "customer_name",
            "customer_email",
            "banker_id",
            "banker_name",
            "meet_date",
            "meet_type");
    private static final List<String> DATES = List.of(
            "2025-10-15T10:00:00Z",
            "2025-10-15",
            "2025-02-30",
            "2025-10-15T10:00:00+0000",
            "0000-00-00",
            "+999999999-12-31");

    private final Random random;

    HostileBodies(Random random) {
        this.random = random;
    }

    byte[] next() {
        byte[] body = whole();
        for (int mutations = random.nextInt(3); mutations > 0; mutations--) {
            body = mutated(body);
        }
        return body;
    }

    private byte[] whole() {
        return switch (random.nextInt(40)) {
            case 0 -> new byte[0];
            case 1 -> bytes(nested(random.nextInt(200)));
            case 2 -> bytes("{\"transcript\": \"a\", \"other\": " + nested(40 + random.nextInt(60)) + "}");
            case 3 -> bytes(members(random.nextInt(12_000)));
            case 4 -> real().getBytes(StandardCharsets.UTF_16LE);
            case 5, 6, 7, 8 -> bytes(real());
            case 9 -> random.nextInt(4) == 0 ? giant() : bytes(value());
            default -> bytes(meeting());
        };
    }

    private String meeting() {
        if (random.nextInt(3) == 0) {
            return "{\"raw_meeting\": {" + fields(FIELDS_B) + ", \"meet_transcription\": " + transcript() + "}}";
        }
        return "{\"transcript\": " + transcript() + ", \"metadata\": {" + fields(FIELDS_A) + "}" + extra() + "}";
    }

    private String extra() {
        return switch (random.nextInt(12)) {
            case 0 -> ", \"transcript\": \"again\"";
            case 1 -> ", \"tr\\u0061nscript\": \"again\"";
            case 2 -> ", \"raw_meeting\": {}";
            case 3 -> ", \"" + CANARY + "member\": " + value();
            case 4 -> ", \"\\ud83d\": \"\\ude00\"";
            default -> "";
        };
    }

    private String fields(List<String> names) {
        StringBuilder fields = new StringBuilder("\"x\": 1");
        for (String name : names) {
            if (random.nextInt(20) > 0) {
                fields.append(", \"").append(name).append("\": ").append(field(name));
            }
        }
        return fields.toString();
    }

    private String field(String name) {
        if (random.nextInt(25) == 0) {
            return value();
        }
        return name.equals("meet_date")
                ? '"' + DATES.get(random.nextInt(4) == 0 ? random.nextInt(DATES.size()) : 0) + '"'
                : '"' + CANARY + name + random.nextInt(500) + '"';
    }

    private String transcript() {
        return random.nextInt(15) == 0
                ? value()
                : "\"Banker: Good morning. Client: I am worried about the " + CANARY + "fees " + random.nextInt(1_000)
                        + ". Banker: I send the offer by Friday.\"";
    }

    /** What may stand where a text belongs. */
    private String value() {
        return switch (random.nextInt(18)) {
            case 0 -> "1e400";
            case 1 -> "9".repeat(1 + random.nextInt(3_000));
            case 2 -> "-0.0";
            case 3 -> "1e-2147483648";
            case 4 -> "true";
            case 5 -> "null";
            case 6 -> "{}";
            case 7 -> "[[], {}, \"" + CANARY + "\"]";
            case 8 -> "\"a\\ud83d" + CANARY + "\"";
            case 9 -> "\"\\ude00\\ud83d\"";
            case 10 -> "\"a\\u0000b\"";
            case 11 -> "\"\\u001b[31m" + CANARY + "\\r\\n[ERROR] forged\"";
            case 12 -> "\"\u2028" + CANARY + "\u0085\"";
            case 13 -> "\"" + "a".repeat(random.nextInt(50_000)) + "\"";
            case 14 -> nested(random.nextInt(80));
            case 15 -> "NaN";
            case 16 -> "'" + CANARY + "'";
            default -> "\"\"";
        };
    }

    private String nested(int depth) {
        String opening = random.nextBoolean() ? "[" : "{\"a\":";
        return opening.repeat(depth) + "1" + (opening.equals("[") ? "]" : "}").repeat(depth);
    }

    private String members(int number) {
        StringBuilder object = new StringBuilder("{\"transcript\": \"a\"");
        for (int i = 0; i < number; i++) {
            object.append(",\"").append(i).append("\":").append(i);
        }
        return object.append('}').toString();
    }

    private byte[] giant() {
        byte[] giant = new byte[(1 << 20) + random.nextInt(2 << 20)];
        Arrays.fill(giant, (byte) "[9{\"a ".charAt(random.nextInt(6)));
        return giant;
    }

    private String real() {
        return Meetings.body(REAL.get(random.nextInt(REAL.size())))
                .replace("meet_transcription\": \"", "meet_transcription\": \"" + CANARY);
    }

    private byte[] mutated(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        int at = random.nextInt(body.length);
        byte[] mutated = body.clone();
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> {
                mutated[at] ^= (byte) (1 << random.nextInt(8));
                yield mutated;
            }
            case 2 -> with(body, at, bytes(value()));
            case 3 -> with(body, at, new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
            case 4 -> with(body, 0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            default -> with(body, at, Arrays.copyOfRange(body, at / 2, at));
        };
    }

    private static byte[] with(byte[] body, int at, byte[] inserted) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(body, 0, at);
        all.writeBytes(inserted);
        all.write(body, at, body.length - at);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
