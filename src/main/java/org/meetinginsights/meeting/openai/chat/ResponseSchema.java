package org.meetinginsights.meeting.openai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;

/**
 * A response schema. It is written by hand, because it is part of the contract, and is sent exactly as its file has it. The
 * model writes the properties in the order of the file. Immutable.
 *
 * @param text the value of {@code response_format.json_schema}
 * @param format the same for the SDK
 */
public record ResponseSchema(String text, ResponseFormatJsonSchema format) {

    static ResponseSchema packaged(String fileName) {
        String text = TextResource.read(fileName);
        try {
            JsonSchema schema = ObjectMappers.jsonMapper().readValue(text, JsonSchema.class);
            return new ResponseSchema(
                    text, ResponseFormatJsonSchema.builder().jsonSchema(schema).build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a response schema: " + fileName, e);
        }
    }
}
