package org.meetinginsights.meeting.offline;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;

/**
 * Works without a model: picks out the transcript's own sentences. It costs nothing, the same meeting always gets the
 * same findings, and every meeting gets some. Thread-safe; the work runs on the executor it was given.
 */
public final class OfflineAnalyst implements MeetingAnalyst {

    /** To be raised with every change of the code that can change findings: the digest cannot see code. */
    private static final String ALGORITHM = "1";

    private final Executor executor;
    private final String source;
    private final Reader reader;
    private final EngineDigest engineDigest;

    /** @param source what the results say who made them */
    public OfflineAnalyst(Executor executor, String source) {
        this.executor = executor;
        this.source = source;
        Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);
        Map<String, String> parts = new TreeMap<>();
        for (Language language : Language.values()) {
            lexicons.put(language, Lexicon.of(language));
            parts.putAll(lexicons.get(language).content());
        }
        parts.putAll(Map.of("analyst", "offline", "algorithm", ALGORITHM, "source", source));
        this.reader = new Reader(lexicons);
        this.engineDigest = EngineDigest.of(parts);
    }

    @Override
    public CompletionStage<Analysis<Extraction>> extract(Meeting meeting, String requestId) {
        return findings(meeting, Findings::extraction);
    }

    @Override
    public CompletionStage<Analysis<Assessment>> analyze(Meeting meeting, String requestId) {
        return findings(meeting, Findings::assessment);
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public EngineDigest engineDigest() {
        return engineDigest;
    }

    private <F> CompletionStage<Analysis<F>> findings(Meeting meeting, Function<Findings, F> wanted) {
        return CompletableFuture.supplyAsync(
                () -> new Analysis.Completed<>(
                        wanted.apply(new Findings(reader.read(meeting.transcript()))), Usage.FREE),
                executor);
    }
}
