package org.meetinginsights.meeting.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;

/**
 * A response schema written by hand, because it is part of the contract: it is sent exactly as its file has it,
 * including the order of properties, which is the order in which the model writes them. Immutable.
 *
 * @param text the value of {@code response_format.json_schema}
 * @param format the same for the SDK
 */
record ResponseSchema(String text, ResponseFormatJsonSchema format) {

    static ResponseSchema packaged(String fileName) {
        String text = PackagedText.of(fileName);
        try {
            JsonSchema schema = ObjectMappers.jsonMapper().readValue(text, JsonSchema.class);
            return new ResponseSchema(
                    text, ResponseFormatJsonSchema.builder().jsonSchema(schema).build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a response schema: " + fileName, e);
        }
    }
}
