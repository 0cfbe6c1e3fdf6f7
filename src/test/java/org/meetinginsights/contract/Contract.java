package org.meetinginsights.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Holds responses against the document: status, media type, body and headers. It knows nothing of any endpoint, so what is
 * added to the document is held too. Thread-safe.
 */
public final class Contract {

    /** Of a message or of the connection rather than of an operation, or for browsers only. */
    private static final Set<String> UNDOCUMENTED = Set.of(
            "connection",
            "content-language",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "expires",
            "keep-alive",
            "referrer-policy",
            "transfer-encoding",
            "x-content-type-options");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Document document = Document.written();

    /**
     * What is not as documented; nothing of a path that is in no document, except that problems are problems everywhere.
     *
     * @param path without a query
     */
    public List<String> violations(
            String method, String path, int status, Map<String, List<String>> headers, String body) {
        Map<String, List<String>> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        received.putAll(headers);
        JsonNode operations = operations(path);
        if (method.equals("OPTIONS") || operations.isMissingNode()) {
            return aProblemAnywhere(received, body);
        }
        Optional<JsonNode> documented = documented(operations, method, status);
        if (isTheServersOwn(status, documented, received)) {
            return List.of();
        }
        if (documented.isEmpty()) {
            return List.of("status " + status + " is not documented for " + method + " " + path);
        }
        List<String> wrong = new ArrayList<>(headers(documented.get().path("headers"), received));
        if (!method.equals("HEAD")) {
            wrong.addAll(body(documented.get().path("content"), received, body));
        }
        return wrong;
    }

    /** What the server itself says no to never reaches the application, and has none of its headers and forms. */
    private static boolean isTheServersOwn(
            int status, Optional<JsonNode> documented, Map<String, List<String>> received) {
        boolean toApplication = documented
                .map(response -> response.path("headers").has("X-Request-ID"))
                .orElse(true);
        return status >= 400
                && toApplication
                && !received.containsKey("X-Request-ID")
                && !mediaType(received).equals("application/problem+json");
    }

    /** A path that is written out comes before one with a parameter. */
    private JsonNode operations(String path) {
        JsonNode paths = document.root().path("paths");
        return Stream.concat(
                        Stream.of(path),
                        StreamSupport.stream(((Iterable<String>) paths::fieldNames).spliterator(), false)
                                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"))))
                .map(paths::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(paths.path(path));
    }

    /** Of a method that is not documented, what the path's others say of this status: 405, 404. */
    private Optional<JsonNode> documented(JsonNode operations, String method, int status) {
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        Stream<JsonNode> candidates = operations.has(name)
                ? Stream.of(operations.path(name))
                : StreamSupport.stream(operations.spliterator(), false).filter(operation -> status >= 400);
        return candidates
                .map(operation -> operation.path("responses"))
                .map(responses -> responses.has(Integer.toString(status))
                        ? responses.path(Integer.toString(status))
                        : responses.path("default"))
                .filter(JsonNode::isObject)
                .map(document::follow)
                .findFirst();
    }

    private List<String> headers(JsonNode documented, Map<String, List<String>> received) {
        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        documented.properties().forEach(header -> known.put(header.getKey(), document.follow(header.getValue())));
        known.forEach((name, header) -> {
            if (header.path("required").asBoolean() && !received.containsKey(name)) {
                wrong.add("the header " + name + " is missing");
            }
        });
        received.forEach((name, values) -> {
            if (known.containsKey(name)) {
                JsonNode schema = known.get(name).path("schema");
                values.forEach(value -> document.violations(schema, typed(document.follow(schema), value))
                        .forEach(message -> wrong.add("the header " + name + ": " + message)));
            } else if (!UNDOCUMENTED.contains(name.toLowerCase(Locale.ROOT)) && known.containsKey("X-Request-ID")) {
                wrong.add("the header " + name + " is not documented");
            }
        });
        return wrong;
    }

    static JsonNode typed(JsonNode schema, String value) {
        boolean isNumber = schema.path("type").asText().equals("integer") && value.matches("\\d{1,9}");
        return isNumber ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value);
    }

    private List<String> body(JsonNode content, Map<String, List<String>> received, String body) {
        String type = mediaType(received);
        if (!content.has(type)) {
            return content.isMissingNode() && body.isEmpty()
                    ? List.of()
                    : List.of("the media type \"" + type + "\" is not documented");
        }
        return matches(content.path(type).path("schema"), type, body);
    }

    private List<String> matches(JsonNode schema, String type, String body) {
        try {
            return document.violations(schema, type.endsWith("json") ? JSON.readTree(body) : TextNode.valueOf(body));
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON");
        }
    }

    private List<String> aProblemAnywhere(Map<String, List<String>> received, String body) {
        String type = mediaType(received);
        return type.equals("application/problem+json") && !body.isEmpty()
                ? matches(document.root().at("/components/schemas/Problem"), type, body)
                : List.of();
    }

    private static String mediaType(Map<String, List<String>> received) {
        return received.getOrDefault("Content-Type", List.of(""))
                .get(0)
                .replaceFirst(";.*", "")
                .strip();
    }
}
