package org.meetinginsights.http.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.RATE_LIMITED;
import static org.meetinginsights.idempotency.Samples.envelope;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.Answer;
import org.meetinginsights.idempotency.Forward;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Outcome;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Usage;
import org.meetinginsights.idempotency.store.Backend;
import org.meetinginsights.idempotency.store.Failure;

class CacheStatusTest {

    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Failure OVERLOADED = Failure.refused("overloaded", Duration.ofSeconds(3));

    private final MutableClock clock = new MutableClock();
    private final Envelope result = envelope("result", clock);

    @Test
    void ofAHitHasTheRemainingLife() {
        clock.advance(Duration.ofMillis(168_500));

        assertThat(status(new Outcome.Hit(result))).isEqualTo("MeetingInsights; hit; ttl=86231");
    }

    @Test
    void ofAStoredMissHasTheWholeLife() {
        assertThat(status(miss(Forward.URI_MISS, true))).isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400");
    }

    @Test
    void ofAMissThatIsNotStoredDoesNotSayStored() {
        assertThat(status(miss(Forward.URI_MISS, false))).isEqualTo("MeetingInsights; fwd=uri-miss");
    }

    @Test
    void ofAnExpiredResultIsStale() {
        assertThat(status(miss(Forward.STALE, true))).isEqualTo("MeetingInsights; fwd=stale; stored; ttl=86400");
    }

    @Test
    void ofASharedCallIsCollapsed() {
        assertThat(status(new Outcome.Collapsed(result, Forward.URI_MISS, A_WHILE)))
                .isEqualTo("MeetingInsights; fwd=uri-miss; collapsed");
    }

    @Test
    void ofARequestWithoutAKeyIsABypass() {
        assertThat(status(new Outcome.Bypassed(result, Usage.FREE, Forward.NO_KEY)))
                .isEqualTo("MeetingInsights; fwd=bypass; detail=NO-KEY");
    }

    @Test
    void ofANoStoreRequestIsABypass() {
        assertThat(status(new Outcome.Bypassed(result, Usage.FREE, Forward.NO_STORE)))
                .isEqualTo("MeetingInsights; fwd=bypass; detail=NO-STORE");
        assertThat(alone(new Outcome.Bypassed(result, Usage.FREE, Forward.NO_STORE)))
                .isEqualTo("MeetingInsights; fwd=bypass; detail=NO-STORE");
    }

    @Test
    void ofARefreshIsARequest() {
        assertThat(status(miss(Forward.REQUEST, true))).isEqualTo("MeetingInsights; fwd=request; stored; ttl=86400");
        assertThat(status(new Outcome.Collapsed(result, Forward.REQUEST, A_WHILE)))
                .isEqualTo("MeetingInsights; fwd=request; collapsed");
    }

    @Test
    void ofAnOnlyIfCachedRequestSaysSo() {
        assertThat(status(new Outcome.NotStored())).isEqualTo("MeetingInsights; detail=ONLY-IF-CACHED");
    }

    @Test
    void ofAFailureHasTheStatusOfTheModel() {
        assertThat(status(failed(RATE_LIMITED, Forward.URI_MISS, false)))
                .isEqualTo("MeetingInsights; fwd=uri-miss; fwd-status=429");
    }

    @Test
    void ofATimeoutHasNoStatus() {
        assertThat(status(failed(Failure.upstream("llm_timeout"), Forward.STALE, false)))
                .isEqualTo("MeetingInsights; fwd=stale");
    }

    @Test
    void ofASharedFailureIsCollapsed() {
        assertThat(status(failed(RATE_LIMITED, Forward.URI_MISS, true)))
                .isEqualTo("MeetingInsights; fwd=uri-miss; fwd-status=429; collapsed");
    }

    @Test
    void ofAFailureWithoutAKeyIsABypass() {
        assertThat(status(failed(RATE_LIMITED, Forward.NO_KEY, false)))
                .isEqualTo("MeetingInsights; fwd=bypass; fwd-status=429; detail=NO-KEY");
    }

    @Test
    void ofARefusalHasNoForward() {
        assertThat(status(failed(OVERLOADED, Forward.URI_MISS, false))).isEqualTo("MeetingInsights; detail=OVERLOADED");
    }

    @Test
    void ofAWaitTimeoutSaysSo() {
        assertThat(status(new Outcome.InProgress(A_WHILE))).isEqualTo("MeetingInsights; detail=WAIT-TIMEOUT");
    }

    @Test
    void onANodeWithoutItsClusterSaysLocal() {
        assertThat(alone(new Outcome.Hit(result))).isEqualTo("MeetingInsights; hit; ttl=86400; detail=LOCAL");
        assertThat(alone(miss(Forward.URI_MISS, true)))
                .isEqualTo("MeetingInsights; fwd=uri-miss; stored; ttl=86400; detail=LOCAL");
        assertThat(alone(failed(RATE_LIMITED, Forward.URI_MISS, false)))
                .isEqualTo("MeetingInsights; fwd=uri-miss; fwd-status=429; detail=LOCAL");
    }

    @Test
    void hasAtMostOneDetail() {
        assertThat(alone(new Outcome.Bypassed(result, Usage.FREE, Forward.NO_KEY)))
                .isEqualTo("MeetingInsights; fwd=bypass; detail=NO-KEY");
        assertThat(alone(new Outcome.InProgress(A_WHILE))).isEqualTo("MeetingInsights; detail=WAIT-TIMEOUT");
        assertThat(alone(failed(OVERLOADED, Forward.URI_MISS, false))).isEqualTo("MeetingInsights; detail=OVERLOADED");
    }

    @Test
    void namesTheOutcomeForLogs() {
        CacheStatus status = CacheStatus.of(new Answer(new Outcome.Hit(result), Backend.EMBEDDED), clock);

        assertThat(status.outcome()).isEqualTo("hit");
        assertThat(status).hasToString(status.text());
    }

    private Outcome miss(Forward forward, boolean stored) {
        return new Outcome.Miss(result, Usage.FREE, forward, Duration.ZERO, stored);
    }

    private static Outcome failed(Failure failure, Forward forward, boolean collapsed) {
        return new Outcome.Failed(failure, Usage.FREE, forward, collapsed, Duration.ZERO);
    }

    private String status(Outcome outcome) {
        return CacheStatus.of(new Answer(outcome, Backend.EMBEDDED), clock).text();
    }

    private String alone(Outcome outcome) {
        return CacheStatus.of(new Answer(outcome, Backend.MEMORY), clock).text();
    }
}
