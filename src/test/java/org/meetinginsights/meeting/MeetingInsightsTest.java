package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.meeting.SampleMeetings.KEY;
import static org.meetinginsights.meeting.SampleMeetings.TRANSCRIPT;
import static org.meetinginsights.meeting.SampleMeetings.meeting;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.meetinginsights.http.request.JsonFormat;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.CallBudget;
import org.meetinginsights.idempotency.ExecutionContext;
import org.meetinginsights.idempotency.ExecutionLimits;
import org.meetinginsights.idempotency.IdempotentExecution;
import org.meetinginsights.idempotency.ManualTimer;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.RecordedAnswers;
import org.meetinginsights.idempotency.RequestControls;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.security.Identity;

class MeetingInsightsTest {

    private static final Caller CALLER = new Caller(Identity.DEFAULT_TENANT, "payer", "request");

    private final MutableClock clock = new MutableClock();
    private final LocalResultStore store = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final FixedAnalyst analyst = new FixedAnalyst();
    private final IdempotentExecution execution = new IdempotentExecution(new ExecutionContext(
            store,
            new ExecutionLimits(Samples.LIFE, Duration.ofSeconds(50), Duration.ofSeconds(60)),
            CallBudget.UNLIMITED,
            clock,
            clock,
            Runnable::run,
            new ManualTimer(clock),
            new RecordedAnswers()));
    private final MeetingInsights insights =
            new MeetingInsights(analyst, execution, new CustomerTag(Optional.empty()), JsonFormat.create(), clock);

    @Test
    void anExtractionHasExactlyTheContractsFieldsInTheirOrder() {
        assertThat(Samples.text(envelope(insights.analyze(Operation.EXTRACT, CALLER, RequestControls.NONE, meeting()))))
                .isEqualTo("{\"meeting_id\":\"MTG123\",\"customer_id\":\"CUST456\",\"customer_name\":\"ACME\","
                        + "\"banker_id\":\"BNK7\",\"banker_name\":\"Bruno\",\"meet_type\":\"review\","
                        + "\"meet_date\":\"2025-09-10T14:30:00Z\",\"summary\":\"A \\\"summary\\\".\","
                        + "\"key_points\":[\"point\"],\"action_items\":[\"action\"],\"topics\":[\"topic\"],"
                        + "\"source\":\"house model\",\"idempotency_key\":\"" + KEY + "\","
                        + "\"transcript_ref\":null,\"duration_sec\":null}");
    }

    @Test
    void anAnalysisHasExactlyTheContractsFieldsInTheirOrder() {
        analyst.scores(0.75);

        assertThat(Samples.text(envelope(insights.analyze(Operation.ANALYZE, CALLER, RequestControls.NONE, meeting()))))
                .isEqualTo("{\"meeting_id\":\"MTG123\",\"customer_id\":\"CUST456\",\"customer_name\":\"ACME\","
                        + "\"banker_id\":\"BNK7\",\"banker_name\":\"Bruno\",\"meet_type\":\"review\","
                        + "\"meet_date\":\"2025-09-10T14:30:00Z\",\"sentiment_label\":\"positive\","
                        + "\"sentiment_score\":0.75,\"summary\":\"A \\\"summary\\\".\",\"key_points\":[\"point\"],"
                        + "\"action_items\":[\"action\"],\"risks\":[\"risk\"],\"source\":\"house model\","
                        + "\"idempotency_key\":\"" + KEY + "\"}");
    }

    @Test
    void theCallersMetadataTakesPrecedenceOverTheFindings() {
        analyst.finds(new MeetingMetadata("x", "x", "x", "x", "x", "x", "x"));

        JsonObject result = json(insights.analyze(Operation.EXTRACT, CALLER, RequestControls.NONE, meeting()));

        assertThat(result.getString("meeting_id")).isEqualTo("MTG123");
        assertThat(result.getString("customer_name")).isEqualTo("ACME");
        assertThat(result.getString("meet_date")).isEqualTo("2025-09-10T14:30:00Z");
    }

    @Test
    void missingMetadataIsTakenFromTheTranscript() {
        analyst.finds(new MeetingMetadata(null, null, "ACME Ltd.", "", null, "call", null));
        Meeting partly = MeetingRequest.of(
                        TRANSCRIPT, new MeetingMetadata("MTG123", null, null, null, null, null, null))
                .toMeeting();

        JsonObject result = json(insights.analyze(Operation.ANALYZE, CALLER, RequestControls.NONE, partly));

        assertThat(result.getString("meeting_id")).isEqualTo("MTG123");
        assertThat(result.getString("customer_name")).isEqualTo("ACME Ltd.");
        assertThat(result.getString("meet_type")).isEqualTo("call");
    }

    @Test
    void metadataThatNobodyKnowsIsUnknown() {
        JsonObject result = json(insights.analyze(
                Operation.EXTRACT,
                CALLER,
                RequestControls.NONE,
                MeetingRequest.of(TRANSCRIPT, null).toMeeting()));

        assertThat(result)
                .extractingByKeys(
                        "meeting_id",
                        "customer_id",
                        "customer_name",
                        "banker_id",
                        "banker_name",
                        "meet_type",
                        "meet_date")
                .containsOnly(Json.createValue("unknown"));
        assertThat(result.getString("idempotency_key")).isEqualTo("no-idempotency-key-available");
        assertThat(result.get("transcript_ref")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void theDateIsReturnedAsItWasSent() {
        assertThat(json(insights.analyze(
                                Operation.EXTRACT, CALLER, RequestControls.NONE, SampleMeetings.withDate("2025-09-10")))
                        .getString("meet_date"))
                .isEqualTo("2025-09-10");
    }

    @Test
    void theUsageIsStoredWithTheResult() {
        Outcome.Miss miss =
                (Outcome.Miss) get(insights.analyze(Operation.EXTRACT, CALLER, RequestControls.NONE, meeting()))
                        .outcome();

        assertThat(miss.spent()).isEqualTo(FixedAnalyst.USAGE);
        assertThat(miss.envelope().usage()).isEqualTo(FixedAnalyst.USAGE);
        assertThat(miss.envelope().analyst()).isEqualTo("house model");
    }

    private static Envelope envelope(CompletionStage<Answer> answer) {
        Outcome outcome = get(answer).outcome();
        return outcome instanceof Outcome.Bypassed bypassed ? bypassed.envelope() : ((Outcome.Miss) outcome).envelope();
    }

    private static JsonObject json(CompletionStage<Answer> answer) {
        try (JsonReader reader =
                Json.createReader(new ByteArrayInputStream(envelope(answer).body()))) {
            return reader.readObject();
        }
    }
}
