package org.meetinginsights.meeting.openai;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meetinginsights.idempotency.envelope.Usage;

/** Reads what a completion says it used, and prices it. Thread-safe. */
final class UsageMeter {

    private static final Logger LOG = System.getLogger(UsageMeter.class.getName());

    private final Optional<Prices> prices;
    private final AtomicBoolean saidThatUsageIsMissing = new AtomicBoolean();

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

    /** Zero for whatever the server left out, which is said once: an estimate would look like an account. */
    Usage read(ChatCompletion completion) {
        Optional<Usage> said = completion
                ._usage()
                .asKnown()
                .map(usage -> usage(tokens(usage._promptTokens()), tokens(usage._completionTokens())));
        if (said.isEmpty() && !saidThatUsageIsMissing.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "The model's server does not say how many tokens a call used: they are counted as 0, and so is what"
                            + " they cost");
        }
        return said.orElse(Usage.FREE);
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
