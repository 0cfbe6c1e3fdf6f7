package org.meetinginsights.meeting.offline;

import java.util.List;
import java.util.Map;

/** Which words speak well of a thing, which badly, and which turn them round. Immutable. */
record Polarity(Phrases positive, Phrases negative, Phrases negations) {

    /** "Not at all good" is still a negation of "good"; further away it is more likely about something else. */
    private static final int NEGATION_REACH = 3;

    static Polarity of(Map<String, WordList> lists, Tokenizer tokenizer) {
        return new Polarity(
                new Phrases(lists.get("positive"), tokenizer),
                new Phrases(lists.get("negative"), tokenizer),
                new Phrases(lists.get("negations"), tokenizer));
    }

    /** 1 for a good word, -1 for a bad one, turned round by a negation before it; 0 for all others. */
    int at(int index, List<Token> tokens) {
        int sign = sign(index, tokens);
        return sign != 0 && isNegated(index, tokens) ? -sign : sign;
    }

    boolean isNegated(int index, List<Token> tokens) {
        for (int before = Math.max(0, index - NEGATION_REACH); before < index; before++) {
            if (negations.beginAt(before, tokens)) {
                return true;
            }
        }
        return false;
    }

    private int sign(int index, List<Token> tokens) {
        if (negative.beginAt(index, tokens)) {
            return -1;
        }
        return positive.beginAt(index, tokens) ? 1 : 0;
    }
}
