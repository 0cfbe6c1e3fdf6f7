package org.meetinginsights.meeting.openai;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.util.Optional;
import org.meetinginsights.idempotency.Usage;

/** Reads what a completion says it used, and prices it. Immutable. */
final class UsageMeter {

    private static final Logger LOG = System.getLogger(UsageMeter.class.getName());

    private final Optional<Prices> prices;

    /** Warns, once, if tokens of this model will be counted without a cost. */
    UsageMeter(OpenAiSettings settings) {
        prices = prices(settings);
        if (prices.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "No price is known for model {0}: tokens are counted, cost is not",
                    settings.model());
        }
    }

    /** Zero for whatever the server left out. */
    Usage read(ChatCompletion completion) {
        return completion
                ._usage()
                .asKnown()
                .map(usage -> usage(tokens(usage._promptTokens()), tokens(usage._completionTokens())))
                .orElse(Usage.FREE);
    }

    /** What the operator set wins, each on its own; half a price is none. */
    private static Optional<Prices> prices(OpenAiSettings settings) {
        Optional<Prices> published = PriceList.of(settings.model());
        Optional<BigDecimal> input = settings.priceInput().or(() -> published.map(Prices::input));
        Optional<BigDecimal> output = settings.priceOutput().or(() -> published.map(Prices::output));
        return input.flatMap(in -> output.map(out -> new Prices(in, out)));
    }

    private Usage usage(long promptTokens, long completionTokens) {
        return new Usage(
                promptTokens,
                completionTokens,
                prices.map(price -> price.costNanoUsd(promptTokens, completionTokens))
                        .orElse(0L));
    }

    private static long tokens(JsonField<Long> count) {
        return Math.max(0, count.asKnown().orElse(0L));
    }
}
