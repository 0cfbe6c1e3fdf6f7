package org.meetinginsights.meeting;

import java.util.Locale;

/** The label of a sentiment score. It follows from the score, so the two never contradict each other. */
enum Sentiment {
    NEGATIVE,
    NEUTRAL,
    POSITIVE;

    private static final double NEUTRAL_FROM = 0.4;
    private static final double POSITIVE_FROM = 0.6;

    static Sentiment of(double score) {
        if (score >= POSITIVE_FROM) {
            return POSITIVE;
        }
        return score < NEUTRAL_FROM ? NEGATIVE : NEUTRAL;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
