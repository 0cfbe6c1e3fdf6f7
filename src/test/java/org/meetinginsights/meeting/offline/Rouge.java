package org.meetinginsights.meeting.offline;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** ROUGE-1: how many words two texts have in common, counted as often as both have them. */
public final class Rouge {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private Rouge() {}

    public static double f1(String summary, String reference) {
        Map<String, Long> said = words(summary);
        Map<String, Long> wanted = words(reference);
        double common = said.keySet().stream()
                .mapToLong(word -> Math.min(said.get(word), wanted.getOrDefault(word, 0L)))
                .sum();
        return 2 * common / (total(said) + total(wanted));
    }

    private static Map<String, Long> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static long total(Map<String, Long> words) {
        return words.values().stream().mapToLong(Long::longValue).sum();
    }
}
