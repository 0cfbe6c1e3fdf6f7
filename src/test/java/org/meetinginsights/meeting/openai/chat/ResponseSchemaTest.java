package org.meetinginsights.meeting.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.Operation;

/** The schema files agree with the result types and with the rules of strict mode. */
class ResponseSchemaTest {

    private static final JsonObject EXTRACTION = schema(ChatPrompt.of(Operation.EXTRACT));
    private static final JsonObject ASSESSMENT = schema(ChatPrompt.of(Operation.ANALYZE));

    @Test
    void theExtractionHasTheComponentsOfItsRecord() {
        assertThat(properties(EXTRACTION)).containsExactlyInAnyOrderElementsOf(components(Extraction.class));
    }

    @Test
    void theAssessmentHasTheComponentsOfItsRecord() {
        assertThat(properties(ASSESSMENT)).containsExactlyInAnyOrderElementsOf(components(Assessment.class));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theMetadataHasTheComponentsOfItsRecord(JsonObject schema) {
        assertThat(properties(metadata(schema))).containsExactlyElementsOf(components(MeetingMetadata.class));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPropertyIsRequiredAndNoOtherAllowed(JsonObject schema) {
        assertThat(List.of(schema, metadata(schema))).allSatisfy(object -> {
            assertThat(required(object)).isEqualTo(properties(object));
            assertThat(object.getBoolean("additionalProperties")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void allMetadataMayBeNull(JsonObject schema) {
        assertThat(metadata(schema).getJsonObject("properties").values())
                .allSatisfy(property -> assertThat(
                                property.asJsonObject().getJsonArray("type").toString())
                        .isEqualTo("[\"string\",\"null\"]"));
    }

    @Test
    void bothSchemasAreStrict() {
        assertThat(Stream.of(ChatPrompt.of(Operation.EXTRACT), ChatPrompt.of(Operation.ANALYZE)))
                .allSatisfy(prompt -> assertThat(
                                prompt.schema().format().jsonSchema().strict())
                        .contains(true));
    }

    private static Stream<JsonObject> schemas() {
        return Stream.of(EXTRACTION, ASSESSMENT);
    }

    private static JsonObject schema(ChatPrompt prompt) {
        return Json.createReader(new StringReader(prompt.schema().text()))
                .readObject()
                .getJsonObject("schema");
    }

    private static JsonObject metadata(JsonObject schema) {
        return schema.getJsonObject("properties").getJsonObject("metadata");
    }

    private static List<String> properties(JsonObject object) {
        return List.copyOf(object.getJsonObject("properties").keySet());
    }

    private static List<String> required(JsonObject object) {
        return object.getJsonArray("required").getValuesAs(JsonString::getString);
    }

    private static List<String> components(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(ResponseSchemaTest::nameOf)
                .toList();
    }

    private static String nameOf(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonbProperty.class))
                .map(JsonbProperty::value)
                .orElseGet(
                        () -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
}
