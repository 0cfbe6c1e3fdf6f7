package org.meetinginsights.meeting.offline;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingMetadata;

/** The meetings of the test resources, and their summaries by people. */
public final class RecordedMeetings {

    private RecordedMeetings() {}

    public static Stream<String> names() {
        return references().map(reference -> reference.getString("meeting"));
    }

    public static Meeting named(String name) {
        JsonObject body = read(name + ".json").asJsonObject();
        return meeting(body.getJsonObject("raw_meeting").getString("meet_transcription"));
    }

    static Meeting meeting(String transcript) {
        return new Meeting(transcript, MeetingMetadata.NONE);
    }

    /** The summaries that people wrote, by meeting. */
    public static Map<String, String> referenceSummaries() {
        Map<String, String> summaries = new LinkedHashMap<>();
        references()
                .filter(reference -> !reference.isNull("reference_summary"))
                .forEach(reference ->
                        summaries.put(reference.getString("meeting"), reference.getString("reference_summary")));
        return summaries;
    }

    private static Stream<JsonObject> references() {
        return read("references.json").asJsonArray().stream().map(JsonValue::asJsonObject);
    }

    private static JsonStructure read(String file) {
        try (JsonReader reader = Json.createReader(RecordedMeetings.class.getResourceAsStream("/meetings/" + file))) {
            return reader.read();
        }
    }
}
