package org.meetinginsights.meeting.openai;

import java.util.List;
import java.util.function.Function;

/**
 * What a reply is worth.
 *
 * @param <F> the findings
 */
sealed interface Verdict<F> {

    /** Complete and valid. */
    record Usable<F>(F findings) implements Verdict<F> {
        @Override
        public <R> R fold(Function<F, R> usable, Function<List<String>, R> flawed, Function<String, R> hopeless) {
            return usable.apply(findings);
        }
    }

    /**
     * Only its form is wrong, which the model can put right.
     *
     * @param flaws what is wrong, in sentences of our own
     */
    record Flawed<F>(List<String> flaws) implements Verdict<F> {
        @Override
        public <R> R fold(Function<F, R> usable, Function<List<String>, R> flawed, Function<String, R> hopeless) {
            return flawed.apply(flaws);
        }
    }

    /**
     * Asking again would end the same way.
     *
     * @param code of the failure
     */
    record Hopeless<F>(String code) implements Verdict<F> {
        @Override
        public <R> R fold(Function<F, R> usable, Function<List<String>, R> flawed, Function<String, R> hopeless) {
            return hopeless.apply(code);
        }
    }

    /** Exactly one of the three. */
    <R> R fold(Function<F, R> usable, Function<List<String>, R> flawed, Function<String, R> hopeless);
}
