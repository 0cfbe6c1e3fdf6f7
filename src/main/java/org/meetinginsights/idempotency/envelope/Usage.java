package org.meetinginsights.idempotency.envelope;

/**
 * What a call really cost, repair turns and retries included. Immutable.
 *
 * @param promptTokens tokens sent, 0 or more; 0 where nobody counted
 * @param completionTokens tokens received, 0 or more
 * @param costNanoUsd price of both in billionths of a US dollar, 0 or more. A whole number, so that sums over
 *     millions of calls stay exact: one token at 2.50 USD per million is 2,500 of these
 */
public record Usage(long promptTokens, long completionTokens, long costNanoUsd) {

    /** A result that cost nothing, as the offline analyst's do. */
    public static final Usage FREE = new Usage(0, 0, 0);

    public Usage {
        if (promptTokens < 0 || completionTokens < 0 || costNanoUsd < 0) {
            throw new IllegalArgumentException("Tokens and cost cannot be negative");
        }
    }

    public Usage plus(Usage other) {
        return new Usage(
                sum(promptTokens, other.promptTokens),
                sum(completionTokens, other.completionTokens),
                sum(costNanoUsd, other.costNanoUsd));
    }

    public long tokens() {
        return sum(promptTokens, completionTokens);
    }

    /** Of two numbers that are 0 or more; the largest that there is where no number holds it. */
    private static long sum(long one, long other) {
        return other > Long.MAX_VALUE - one ? Long.MAX_VALUE : one + other;
    }
}
