package org.meetinginsights.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Compose reads it: anchors and merge keys resolved, variables as they are written. */
public final class ComposeFile {

    private static final Path FILE = Path.of("docker-compose.yml");

    private final JsonNode root;

    private ComposeFile(JsonNode root) {
        this.root = root;
    }

    public static ComposeFile read() {
        // Not Jackson's YAML reader: it knows neither aliases of whole objects nor merge keys.
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(FILE));
        return new ComposeFile(new ObjectMapper().valueToTree(yaml));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    JsonNode service(String name) {
        return root.path("services").path(name);
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        root.path("services").properties().forEach(e -> services.put(e.getKey(), e.getValue()));
        return services;
    }

    /** What the service's processes find in their environment. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        return environment;
    }

    List<String> list(String service, String key) {
        List<String> values = new ArrayList<>();
        service(service).path(key).forEach(value -> values.add(value.asText()));
        return values;
    }
}
