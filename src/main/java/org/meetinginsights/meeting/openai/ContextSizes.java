package org.meetinginsights.meeting.openai;

import java.util.Map;
import java.util.regex.Pattern;

/** How many tokens published models take in one call, question and answer together. */
final class ContextSizes {

    private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    private static final int GPT_4O = 128_000;
    private static final int GPT_4_1 = 1_047_576;

    /** What most models that are run today take at least. */
    static final int OF_OTHERS = 128_000;

    private static final Map<String, Integer> SIZES = Map.of(
            "gpt-4o", GPT_4O,
            "gpt-4o-mini", GPT_4O,
            "gpt-4.1", GPT_4_1,
            "gpt-4.1-mini", GPT_4_1,
            "gpt-4.1-nano", GPT_4_1);

    private ContextSizes() {}

    /** The size of this model, or of its family if the name ends in a date. */
    static int of(String model) {
        return SIZES.getOrDefault(DATE.matcher(model).replaceFirst(""), OF_OTHERS);
    }
}
