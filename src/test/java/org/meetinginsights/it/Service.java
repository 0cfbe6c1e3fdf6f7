package org.meetinginsights.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.meetinginsights.contract.Contract;

/** The deployed service as somebody with an HTTP client sees it, who holds every response against the OpenAPI document. */
final class Service {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final Contract CONTRACT = new Contract();

    /** As in production, the application is at the root. */
    static final URI BASE = URI.create("http://localhost:9180/");

    /** @param headers names and values in turn */
    HttpResponse<String> post(String path, String body, String... headers) {
        return send(with(headers, request(path).POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    HttpResponse<String> postAs(Keys key, String path, String body, String... headers) {
        return send(with(headers, request(path).POST(HttpRequest.BodyPublishers.ofString(body)))
                .header("Authorization", key.authorization()));
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        HttpRequest request =
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Service::asDocumented);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> get(String path, String... headers) {
        return send(with(headers, HttpRequest.newBuilder(uri(path)).timeout(PATIENCE)));
    }

    HttpResponse<String> getAs(Keys key, String path) {
        return get(path, "Authorization", key.authorization());
    }

    HttpResponse<String> deleteAs(Keys key, String path, String... headers) {
        return send(
                with(headers, HttpRequest.newBuilder(uri(path)).DELETE()).header("Authorization", key.authorization()));
    }

    private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** {@code cache_backend} of the readiness. */
    String backend() {
        return json(get("health/ready"))
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data")
                .getString("cache_backend");
    }

    void awaitBackend(String backend) {
        await().atMost(Duration.ofSeconds(90)).until(() -> backend().equals(backend));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).header("Content-Type", "application/json");
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return asDocumented(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> asDocumented(HttpResponse<String> response) {
        String method = response.request().method();
        // As it was sent: another way to write an address is another address until the server says that it is not.
        String path = response.uri().getRawPath();
        assertThat(CONTRACT.violations(
                        method, path, response.statusCode(), response.headers().map(), response.body()))
                .as(
                        "%s %s: %d %s %s",
                        method, path, response.statusCode(), response.headers().map(), response.body())
                .isEmpty();
        return response;
    }

    /** The value of a series, found by its name and all of its given labels; 0 if it is not there. */
    double metric(String name, String... labels) {
        return get("metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    static void assertProblem(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(json(response).getString("error")).isEqualTo(error);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static JsonObject json(HttpResponse<String> response) {
        return Json.createReader(new StringReader(response.body())).readObject();
    }

    private URI uri(String path) {
        return BASE.resolve(path);
    }
}
