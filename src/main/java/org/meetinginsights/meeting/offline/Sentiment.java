package org.meetinginsights.meeting.offline;

/** The mood of a meeting, from the balance of its good and bad words. */
final class Sentiment {

    /** Neutral votes come first, and more of them in a long meeting: one "great" does not make a happy hour. */
    private static final int NEUTRAL_VOTES = 4;

    private static final int SENTENCES_PER_NEUTRAL_VOTE = 12;

    private static final double NEUTRAL = 0.5;

    private Sentiment() {}

    /** From 0 (negative) to 1 (positive), to two decimals. */
    static double of(Reading reading) {
        int good = 0;
        int bad = 0;
        for (Sentence sentence : reading.sentences()) {
            for (int index = 0; index < sentence.tokens().size(); index++) {
                int vote = reading.lexicon().polarity().at(index, sentence.tokens());
                good += Math.max(0, vote);
                bad += Math.max(0, -vote);
            }
        }
        int neutral = NEUTRAL_VOTES + reading.sentences().size() / SENTENCES_PER_NEUTRAL_VOTE;
        double balance = (good - bad) / (double) (good + bad + neutral);
        return Math.round(100 * (NEUTRAL + NEUTRAL * balance)) / 100.0;
    }
}
