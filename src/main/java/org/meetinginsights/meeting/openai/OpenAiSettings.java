package org.meetinginsights.meeting.openai;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.meetinginsights.meeting.openai.billing.TokenPrices;

/**
 * How the model is reached and within which limits. Immutable.
 *
 * @param apiKey never part of {@link #toString()}
 * @param baseUrl of any server that speaks Chat Completions; empty is OpenAI's
 * @param attemptTimeout for one attempt, from connecting to the last byte
 * @param maxRetries further attempts after the first, 0 or more
 * @param deadline for a whole exchange: queue, attempts, backoff and repair
 * @param maxConcurrent HTTP calls at a time, 1 or more; each holds one thread of the analyst
 * @param maxQueued meetings that may wait in addition, 0 or more
 * @param contextTokens the size of the model's context; empty is the published size
 * @param priceInput US dollars per million prompt tokens; empty is the published price of the model
 * @param priceOutput the same of completion tokens
 * @param source of the results
 */
public record OpenAiSettings(
        String apiKey,
        Optional<URI> baseUrl,
        String model,
        Duration attemptTimeout,
        int maxRetries,
        Duration deadline,
        int maxConcurrent,
        int maxQueued,
        OptionalInt contextTokens,
        Optional<BigDecimal> priceInput,
        Optional<BigDecimal> priceOutput,
        String source) {

    public OpenAiSettings {
        require(!apiKey.isBlank(), "An API key is needed");
        require(!model.isBlank(), "A model is needed");
        require(attemptTimeout.toMillis() > 0, "The timeout of an attempt must be at least a millisecond");
        require(deadline.toMillis() > 0, "The deadline must be at least a millisecond");
        require(maxRetries >= 0, "Retries cannot be negative");
        require(maxConcurrent >= 1, "At least one call must be allowed");
        require(maxQueued >= 0, "The queue cannot be shorter than nothing");
    }

    /** The size of the model's context in tokens, request and completion together. */
    int contextSize() {
        return contextTokens.orElseGet(() -> ModelCatalog.contextTokens(model));
    }

    /** Each price of the operator takes precedence over the published one; a single price counts as none. */
    Optional<TokenPrices> prices() {
        Optional<TokenPrices> published = ModelCatalog.prices(model);
        Optional<BigDecimal> input = priceInput.or(() -> published.map(TokenPrices::input));
        Optional<BigDecimal> output = priceOutput.or(() -> published.map(TokenPrices::output));
        return input.flatMap(in -> output.map(out -> new TokenPrices(in, out)));
    }

    /** Without the key and the base URL, which may hold credentials too, because this ends up in logs and messages. */
    @Override
    public String toString() {
        return "OpenAiSettings[model=" + model + ", source=" + source + "]";
    }

    private static void require(boolean held, String rule) {
        if (!held) {
            throw new IllegalArgumentException(rule);
        }
    }
}
