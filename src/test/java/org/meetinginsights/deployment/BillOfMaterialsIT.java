package org.meetinginsights.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The software bill of materials beside the WAR. */
class BillOfMaterialsIT {

    private JsonNode bill;

    @BeforeEach
    void read() throws IOException {
        bill = new ObjectMapper().readTree(new File(System.getProperty("sbom")));
    }

    @Test
    void itListsTheLibrariesThatAreInTheWarAndNoOthers() throws IOException {
        List<String> listed = components()
                .map(part ->
                        part.path("name").asText() + "-" + part.path("version").asText() + ".jar")
                .toList();
        try (JarFile war = new JarFile(System.getProperty("war"))) {
            List<String> packed = war.stream()
                    .map(entry -> Path.of(entry.getName()))
                    .filter(path -> path.startsWith("WEB-INF/lib") && path.getNameCount() > 2)
                    .map(path -> path.getFileName().toString())
                    .toList();

            assertThat(listed).containsExactlyInAnyOrderElementsOf(packed);
        }
    }

    @Test
    void itNamesWhatAnAuditorLooksFor() {
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(components().map(part -> part.path("purl").asText()))
                .anyMatch(purl -> purl.startsWith("pkg:maven/com.hazelcast/hazelcast@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/com.openai/openai-java-core@"))
                .allMatch(purl -> purl.startsWith("pkg:maven/"));
        assertThat(components())
                .allSatisfy(part -> assertThat(part.path("hashes"))
                        .as(part.path("name").asText())
                        .isNotEmpty());
    }

    private Stream<JsonNode> components() {
        return StreamSupport.stream(bill.path("components").spliterator(), false);
    }
}
