package org.meetinginsights.meeting.openai.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model costs. Immutable.
 *
 * @param input US dollars per million prompt tokens
 * @param output US dollars per million completion tokens
 */
public record TokenPrices(BigDecimal input, BigDecimal output) {

    private static final BigDecimal NANO_USD_PER_TOKEN = BigDecimal.valueOf(1_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    public TokenPrices {
        if (input.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("Prices cannot be negative");
        }
    }

    public static TokenPrices of(String input, String output) {
        return new TokenPrices(new BigDecimal(input), new BigDecimal(output));
    }

    /**
     * In billionths of a US dollar. Discounts, such as for cached prompt tokens, are not taken off. At most
     * {@link Long#MAX_VALUE}: a server may say any number of tokens, and its answer is given to the caller all the same.
     */
    public long costNanoUsd(long promptTokens, long completionTokens) {
        return input.multiply(BigDecimal.valueOf(promptTokens))
                .add(output.multiply(BigDecimal.valueOf(completionTokens)))
                .multiply(NANO_USD_PER_TOKEN)
                .setScale(0, RoundingMode.HALF_UP)
                .min(MOST)
                .longValueExact();
    }
}
