package org.meetinginsights.meeting.offline.language;

import java.util.List;

/** Positive and negative words, and the negations that reverse them. Immutable. */
public record Polarity(PhraseSet positive, PhraseSet negative, PhraseSet negations) {

    /** "Not at all good" still negates "good". A negation further away is more likely about something else. */
    private static final int NEGATION_REACH = 3;

    /** 1 for a positive word, -1 for a negative one, reversed by a negation before it; 0 for all others. */
    public int at(int index, List<Token> tokens) {
        int sign = sign(index, tokens);
        return sign != 0 && isNegated(index, tokens) ? -sign : sign;
    }

    public boolean isNegated(int index, List<Token> tokens) {
        for (int before = Math.max(0, index - NEGATION_REACH); before < index; before++) {
            if (negations.matchesAt(before, tokens)) {
                return true;
            }
        }
        return false;
    }

    private int sign(int index, List<Token> tokens) {
        if (negative.matchesAt(index, tokens)) {
            return -1;
        }
        return positive.matchesAt(index, tokens) ? 1 : 0;
    }
}
