package org.meetinginsights.meeting.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.meeting.openai.billing.TokenPrices;

/**
 * A model that sometimes fails or responds badly, and keeps its own accounts: the bill of each tenant, and the cost of each
 * result with its repair. Results carry a number by which their cost is found. Thread-safe.
 */
final class BillingModel {

    private static final Pattern TENANT = Pattern.compile("tenant (\\w+)");
    private static final Pattern FLAWED = Pattern.compile("flawed-(\\d+)");
    private static final Pattern RESULT = Pattern.compile("result-(\\d+)");

    private final Random random;
    private final TokenPrices prices;
    private final Map<String, Usage> billed = new TreeMap<>();
    private final Map<Integer, Usage> costs = new ConcurrentHashMap<>();
    private int number;
    private int repairs;

    BillingModel(Random random, TokenPrices prices) {
        this.random = random;
        this.prices = prices;
    }

    /** Of a hundred first requests 15 have an invalid response and 15 fail. */
    synchronized ResponseDefinitionBuilder answer(Request request) {
        String asked = request.getBodyAsString();
        int chance = random.nextInt(100);
        int milliseconds = random.nextInt(30);
        if (chance < 5) {
            return aResponse().withStatus(500).withBody(StubCompletions.error());
        }
        Usage usage = bill(asked);
        Matcher earlier = FLAWED.matcher(asked);
        Usage whole = earlier.find() ? usage.plus(costs.get(Integer.parseInt(earlier.group(1)))) : usage;
        repairs += whole == usage ? 0 : 1;
        costs.put(++number, whole);
        if (chance < 15) {
            return completion("{\"cut\": \"off", "length", usage, milliseconds);
        }
        if (chance < 30) {
            return completion("{\"topics\": [\"flawed-" + number + "\"]}", "stop", usage, milliseconds);
        }
        return completion(result(asked), "stop", usage, milliseconds);
    }

    synchronized Usage billedTo(String tenant) {
        return billed.getOrDefault(tenant, Usage.FREE);
    }

    synchronized int repairs() {
        return repairs;
    }

    /** The cost of the result in this response. */
    Usage costOf(String response) {
        Matcher result = RESULT.matcher(response);
        if (!result.find()) {
            throw new AssertionError("A response without a result of ours: " + response);
        }
        return costs.get(Integer.parseInt(result.group(1)));
    }

    private Usage bill(String asked) {
        long prompt = 1_000L + random.nextInt(9_000);
        long completion = 100L + random.nextInt(900);
        Usage usage = new Usage(prompt, completion, prices.costNanoUsd(prompt, completion));
        Matcher tenant = TENANT.matcher(asked);
        if (!tenant.find()) {
            throw new AssertionError("A transcript of nobody's");
        }
        billed.merge(tenant.group(1), usage, Usage::plus);
        return usage;
    }

    private String result(String asked) {
        JsonObject request = Json.createReader(new StringReader(asked)).readObject();
        boolean extraction = request.getJsonObject("response_format")
                .getJsonObject("json_schema")
                .getString("name")
                .equals("extraction");
        return (extraction ? StubCompletions.extraction() : StubCompletions.assessment())
                .add("key_points", Json.createArrayBuilder().add("result-" + number))
                .build()
                .toString();
    }

    private static ResponseDefinitionBuilder completion(
            String content, String finishReason, Usage usage, int milliseconds) {
        return aResponse()
                .withFixedDelay(milliseconds)
                .withBody(StubCompletions.completion(
                        content, finishReason, usage.promptTokens(), usage.completionTokens()));
    }
}
