package org.meetinginsights.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meetinginsights.http.problem.ProblemPages;
import org.meetinginsights.http.problem.ProblemType;

/** The OpenAPI document by itself, before it is held against any response. */
class DocumentTest {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final Document document = Document.written();

    @Test
    void itIsWhatTheOpenApiSpecificationAllows() {
        JsonSchema openApi = FACTORY.getSchema(
                Path.of("src/test/resources/openapi/openapi-3.1.json").toUri());

        assertThat(openApi.validate(document.root())).isEmpty();
        assertThat(openApi.validate(
                        "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"version\": \"1\"}, \"paths\": {\"x\": {}}}",
                        InputFormat.JSON))
                .as("the schema finds a mistake")
                .isNotEmpty();
    }

    /** The specification's own schema leaves these to JSON Schema's. */
    @Test
    void itsSchemasAreWhatJsonSchemaAllows() {
        JsonSchema metaschema = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
        Map<String, JsonNode> schemas = new TreeMap<>();
        document.root().at("/components/schemas").properties().forEach(s -> schemas.put(s.getKey(), s.getValue()));
        Document.walk("", document.root(), (at, node) -> {
            if (node.path("schema").isObject()) {
                schemas.put(at, node.path("schema"));
            }
        });

        assertThat(schemas)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        (at, schema) -> assertThat(metaschema.validate(schema)).isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        Document.walk("", document.root(), (at, node) -> {
            if (node.path("$ref").isTextual()) {
                references.add(at);
                assertThat(document.follow(node).isObject()).as(at).isTrue();
            }
        });

        assertThat(references).isNotEmpty();
    }

    @Test
    void everyExampleIsOneOfWhatItExplains() {
        List<String> seen = new ArrayList<>();
        document.examples((at, example) -> {
            seen.add(at);
            JsonNode schema = document.follow(example.schema());
            JsonNode value = schema.path("type").asText().equals("integer")
                            && example.value().isTextual()
                    ? Contract.typed(schema, example.value().asText())
                    : example.value();
            assertThat(value.isMissingNode()).as(at).isFalse();
            assertThat(document.violations(example.schema(), value)).as(at).isEmpty();
        });

        assertThat(seen).hasSizeGreaterThan(30);
    }

    @Test
    void everyResponseWithABodyHasAnExample() {
        Document.walk("", document.root(), (at, node) -> {
            if (at.matches(".*/content/[^/]+") && node.has("schema")) {
                assertThat(node.has("example") || node.has("examples")).as(at).isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyProblemHasAnExampleThatSaysWhatTheServiceSays(ProblemType type) {
        List<JsonNode> examples = new ArrayList<>();
        document.examples((at, example) -> {
            if (example.value().path("error").asText().equals(type.error())) {
                examples.add(example.value());
            }
        });

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example.path("type").asText()).isEqualTo(type.uri());
            assertThat(example.path("title").asText()).isEqualTo(type.title());
            assertThat(example.path("status").asInt()).isEqualTo(type.status());
        });
    }

    @Test
    void everyProblemThatItNamesHasAPage() {
        JsonNode slugs = document.root().at("/paths/~1problems~1{slug}/get/parameters/0/schema/enum");
        JsonNode errors = document.root().at("/components/schemas/Problem/properties/error/enum");

        assertThat(slugs)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemType.values()).map(ProblemType::slug).toList())
                .allSatisfy(slug ->
                        assertThat(new ProblemPages().page(slug).getStatus()).isEqualTo(200));
        assertThat(errors)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemType.values()).map(ProblemType::error).toList());
    }

    @Test
    void aValueThatIsNotAsDocumentedIsFound() throws Exception {
        JsonNode problem = document.root().at("/components/schemas/Problem");

        assertThat(document.violations(problem, new ObjectMapper().readTree("{\"type\": 5}")))
                .isNotEmpty();
    }
}
