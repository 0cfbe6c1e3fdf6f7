package org.meetinginsights.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** Request bodies from the real meetings among the test resources. */
final class Meetings {

    private Meetings() {}

    static Stream<String> names() {
        return Stream.of(
                "BR-001",
                "BR-002",
                "Bed003",
                "Bmr006",
                "Bro004",
                "ES2004a",
                "ES2004b",
                "ES2011c",
                "IS1003a",
                "IS1003d",
                "TS3004d",
                "TS3011a",
                "covid_4",
                "education_4");
    }

    static String body(String name) {
        try (InputStream in = Meetings.class.getResourceAsStream("/meetings/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A short meeting that nobody has sent before. */
    static String fresh() {
        return withId("MTG-" + UUID.randomUUID());
    }

    static String withId(String meetingId) {
        return """
                {"transcript": "Banker: Good morning. Client: I am worried about the fees. Banker: I will send the new offer by Friday.",
                 "metadata": {"meeting_id": "%s", "customer_id": "CUST-1", "customer_name": "Ana Souza",
                              "banker_id": "B-1", "banker_name": "Rui Costa", "meet_type": "Review",
                              "meet_date": "2025-10-15T10:00:00Z"}}""".formatted(meetingId);
    }
}
