package org.meetinginsights.meeting.openai;

import java.util.function.Function;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Operation;

/**
 * What the model is asked in one of the two operations. Immutable.
 *
 * @param <F> what comes out
 * @param prompt the system message: the rules both share first, so that the beginning of all requests is the same and
 *     the model's own prompt cache can work
 * @param reading how an answer becomes findings
 * @param summary where the findings keep their summary
 */
record Question<F>(
        Operation operation,
        String prompt,
        ResponseSchema schema,
        Function<AnswerReader, F> reading,
        Function<F, String> summary) {

    static Question<Extraction> extract() {
        return new Question<>(
                Operation.EXTRACT,
                prompt("extract-v1.txt"),
                ResponseSchema.packaged("extraction-v1.json"),
                Findings::extraction,
                Extraction::summary);
    }

    static Question<Assessment> analyze() {
        return new Question<>(
                Operation.ANALYZE,
                prompt("analyze-v1.txt"),
                ResponseSchema.packaged("assessment-v1.json"),
                Findings::assessment,
                Assessment::summary);
    }

    private static String prompt(String fileName) {
        return PackagedText.of("rules-v1.txt") + "\n" + PackagedText.of(fileName);
    }
}
