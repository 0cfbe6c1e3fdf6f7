package org.meetinginsights.meeting.offline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.meeting.Analysis;
import org.meetinginsights.meeting.Assessment;
import org.meetinginsights.meeting.Caller;
import org.meetinginsights.meeting.Extraction;
import org.meetinginsights.meeting.Findings;
import org.meetinginsights.meeting.Meeting;
import org.meetinginsights.meeting.MeetingAnalyst;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.offline.language.Language;
import org.meetinginsights.meeting.offline.language.Lexicon;
import org.meetinginsights.meeting.offline.transcript.ParsedTranscript;
import org.meetinginsights.meeting.offline.transcript.TranscriptParser;

/**
 * Works without a model: it selects sentences of the transcript. It costs nothing, the same meeting always has the same
 * findings, and no meeting fails. Thread-safe; the work runs on the given executor.
 */
public final class OfflineAnalyst implements MeetingAnalyst {

    /** Raise it with every change of the code that can change findings: the digest does not see code. */
    private static final String ALGORITHM = "1";

    private final Executor executor;
    private final String source;
    private final TranscriptParser parser;
    private final EngineDigest engineDigest;

    /** @param source of the results */
    public OfflineAnalyst(Executor executor, String source) {
        this.executor = executor;
        this.source = source;
        Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);
        Map<String, String> parts = new TreeMap<>();
        for (Language language : Language.values()) {
            Lexicon lexicon = Lexicon.of(language);
            lexicons.put(language, lexicon);
            parts.putAll(lexicon.content());
        }
        parts.putAll(Map.of("analyst", "offline", "algorithm", ALGORITHM, "source", source));
        this.parser = new TranscriptParser(lexicons);
        this.engineDigest = EngineDigest.of(parts);
    }

    @Override
    public CompletionStage<Analysis> analyze(Operation operation, Meeting meeting, Caller caller) {
        return CompletableFuture.supplyAsync(
                () -> new Analysis.Completed(findings(operation, parser.parse(meeting.transcript())), Usage.FREE),
                executor);
    }

    private static Findings findings(Operation operation, ParsedTranscript transcript) {
        SentenceSelector selector = new SentenceSelector(new SentenceScorer(transcript.sentences()));
        String summary = Summary.of(transcript, selector);
        List<String> keyPoints = KeyPoints.of(transcript, selector);
        List<String> actionItems = CueSentences.actionItems(transcript, selector);
        return switch (operation) {
            case EXTRACT ->
                new Extraction(transcript.metadata(), summary, keyPoints, actionItems, Topics.of(transcript));
            case ANALYZE ->
                new Assessment(
                        transcript.metadata(),
                        SentimentScore.of(transcript),
                        summary,
                        keyPoints,
                        actionItems,
                        CueSentences.risks(transcript, selector));
        };
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
}
