package org.meetinginsights.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The OpenAPI document as it is written, with its references followed. Thread-safe. */
final class Document {

    private static final Document WRITTEN = new Document(new File("src/main/webapp/META-INF/openapi.yaml"));
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();
    private final JsonNode root;

    private Document(File file) {
        try {
            root = new ObjectMapper(new YAMLFactory()).readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document written() {
        return WRITTEN;
    }

    JsonNode root() {
        return root;
    }

    /** What stands there, or where its {@code $ref} leads. */
    JsonNode follow(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (!reference.isTextual()) {
            return node;
        }
        JsonNode target = root.at(reference.asText().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException("leads nowhere: " + reference.asText());
        }
        return follow(target);
    }

    /** What a value does not have of what a schema of this document asks for. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** References are those of the document, so what they lead to has to stand where they say. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.set("components", root.path("components"));
        whole.putArray("allOf").add(schema);
        return FACTORY.getSchema(whole, STRICT);
    }

    /** Everything that has a schema and examples of it: bodies, headers and parameters. */
    void examples(BiConsumer<String, Example> each) {
        walk("", root, (at, node) -> {
            if (node.has("schema")) {
                if (node.has("example")) {
                    each.accept(at, new Example(node.path("schema"), node.path("example")));
                }
                node.path("examples")
                        .properties()
                        .forEach(example -> each.accept(
                                at + "/" + example.getKey(),
                                new Example(
                                        node.path("schema"),
                                        follow(example.getValue()).path("value"))));
            }
        });
    }

    record Example(JsonNode schema, JsonNode value) {}

    /** Every object outside of examples, with the way to it. */
    static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> each) {
        if (node.isObject()) {
            each.accept(at, node);
        }
        node.properties().stream()
                .filter(member -> !List.of("example", "examples", "value").contains(member.getKey()))
                .forEach(member -> walk(at + "/" + member.getKey(), member.getValue(), each));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(at + "/" + i, node.get(i), each);
        }
    }
}
