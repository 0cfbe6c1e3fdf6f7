package org.meetinginsights.meeting.openai.billing;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meetinginsights.idempotency.envelope.Usage;

/** Reads the usage of a completion and prices it. Thread-safe. */
public final class UsageReader {

    private static final Logger LOG = System.getLogger(UsageReader.class.getName());

    private final Optional<TokenPrices> prices;
    private final AtomicBoolean warnedOfMissingUsage = new AtomicBoolean();

    /** Warns if no price of the model is known: its tokens are counted without a cost. */
    public UsageReader(String model, Optional<TokenPrices> prices) {
        this.prices = prices;
        if (prices.isEmpty()) {
            LOG.log(Level.WARNING, "No price is known for model {0}: tokens are counted, cost is not", model);
        }
    }

    /** What the server leaves out counts as zero, with one warning: an estimate would look like a real figure. */
    public Usage read(ChatCompletion completion) {
        Optional<Usage> reported = completion
                ._usage()
                .asKnown()
                .map(usage -> usage(tokens(usage._promptTokens()), tokens(usage._completionTokens())));
        if (reported.isEmpty() && !warnedOfMissingUsage.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "The model's server does not say how many tokens a call used: they are counted as 0, and so is what"
                            + " they cost");
        }
        return reported.orElse(Usage.FREE);
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
