package org.meetinginsights.meeting.openai;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A table of evaluations, below the figures for all of them. */
record EvaluationReport(String analyst, List<Evaluation> evaluations) {

    String text() {
        return "# Evaluation of " + analyst + "\n\n" + figures() + "\n" + table();
    }

    private String figures() {
        IntSummaryStatistics words = evaluations.stream()
                .filter(EvaluationReport::isUsable)
                .mapToInt(Evaluation::words)
                .summaryStatistics();
        return String.format(
                Locale.ROOT,
                """
                | figure | value |
                |---|---|
                | answers | %d |
                | usable | %s |
                | schema and length valid | %s |
                | took a repair turn | %s |
                | words of a summary, least, mean, most | %d, %.0f, %d |
                | ROUGE-1 F1 with the reference summaries, extract | %s |
                | ROUGE-1 F1 with the reference summaries, analyze | %s |
                | tokens in, out | %d, %d |
                | cost in USD | %.4f |
                """,
                evaluations.size(),
                share(EvaluationReport::isUsable),
                share(Evaluation::valid),
                share(Evaluation::repaired),
                words.getCount() == 0 ? 0 : words.getMin(),
                words.getAverage(),
                words.getCount() == 0 ? 0 : words.getMax(),
                rouge("extract"),
                rouge("analyze"),
                evaluations.stream().mapToLong(e -> e.usage().promptTokens()).sum(),
                evaluations.stream()
                        .mapToLong(e -> e.usage().completionTokens())
                        .sum(),
                evaluations.stream().mapToLong(e -> e.usage().costNanoUsd()).sum() / 1e9);
    }

    private String table() {
        return evaluations.stream()
                .map(e -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %d | %s |",
                        e.meeting(),
                        e.operation(),
                        e.end(),
                        e.repaired() ? "yes" : "no",
                        e.valid() ? "yes" : "no",
                        e.words(),
                        text(e.rouge())))
                .collect(Collectors.joining(
                        "\n",
                        "| meeting | operation | end | repaired | valid | words | ROUGE-1 F1 |\n|---|---|---|---|---|---|---|\n",
                        "\n"));
    }

    private String rouge(String operation) {
        return text(evaluations.stream()
                .filter(e -> e.operation().equals(operation))
                .flatMapToDouble(e -> e.rouge().stream())
                .average());
    }

    private String share(Predicate<Evaluation> condition) {
        long met = evaluations.stream().filter(condition).count();
        return String.format(Locale.ROOT, "%d (%.0f %%)", met, 100.0 * met / evaluations.size());
    }

    private static boolean isUsable(Evaluation evaluation) {
        return evaluation.end().equals("usable");
    }

    private static String text(OptionalDouble figure) {
        return figure.isEmpty() ? "–" : String.format(Locale.ROOT, "%.3f", figure.getAsDouble());
    }
}
