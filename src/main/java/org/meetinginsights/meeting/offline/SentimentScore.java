package org.meetinginsights.meeting.offline;

import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.Sentence;

/** The sentiment of a meeting, from the balance of its positive and negative words. */
final class SentimentScore {

    /** Neutral votes, more of them in a long meeting: one "great" does not make a whole hour positive. */
    private static final int NEUTRAL_VOTES = 4;

    private static final int SENTENCES_PER_NEUTRAL_VOTE = 12;

    private static final double NEUTRAL = 0.5;

    private SentimentScore() {}

    /** From 0 (negative) to 1 (positive), to two decimals. */
    static double of(ParsedTranscript transcript) {
        int positive = 0;
        int negative = 0;
        for (Sentence sentence : transcript.sentences()) {
            for (int index = 0; index < sentence.tokens().size(); index++) {
                int vote = transcript.lexicon().polarity().at(index, sentence.tokens());
                positive += Math.max(0, vote);
                negative += Math.max(0, -vote);
            }
        }
        int neutral = NEUTRAL_VOTES + transcript.sentences().size() / SENTENCES_PER_NEUTRAL_VOTE;
        double balance = (positive - negative) / (double) (positive + negative + neutral);
        return Math.round(100 * (NEUTRAL + NEUTRAL * balance)) / 100.0;
    }
}
