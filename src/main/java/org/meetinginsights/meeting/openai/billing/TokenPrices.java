package org.meetinginsights.meeting.openai.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The prices of a model. Immutable.
 *
 * @param input US dollars per million prompt tokens
 * @param output US dollars per million completion tokens
 */
public record TokenPrices(BigDecimal input, BigDecimal output) {

    private static final BigDecimal NANO_USD_PER_TOKEN = BigDecimal.valueOf(1_000);
    private static final BigDecimal MAXIMUM = BigDecimal.valueOf(Long.MAX_VALUE);

    public TokenPrices {
        if (input.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("Prices cannot be negative");
        }
    }

    public static TokenPrices of(String input, String output) {
        return new TokenPrices(new BigDecimal(input), new BigDecimal(output));
    }

    /**
     * In billionths of a US dollar, without discounts such as for cached prompt tokens. At most {@link Long#MAX_VALUE}: a
     * server may report any number of tokens, and its response is used all the same.
     */
    public long costNanoUsd(long promptTokens, long completionTokens) {
        return input.multiply(BigDecimal.valueOf(promptTokens))
                .add(output.multiply(BigDecimal.valueOf(completionTokens)))
                .multiply(NANO_USD_PER_TOKEN)
                .setScale(0, RoundingMode.HALF_UP)
                .min(MAXIMUM)
                .longValueExact();
    }
}
