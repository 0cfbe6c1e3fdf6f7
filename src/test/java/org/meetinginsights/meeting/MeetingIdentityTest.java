package org.meetinginsights.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.meeting.SampleMeetings.KEY;
import static org.meetinginsights.meeting.SampleMeetings.METADATA;
import static org.meetinginsights.meeting.SampleMeetings.TRANSCRIPT;
import static org.meetinginsights.meeting.SampleMeetings.meeting;
import static org.meetinginsights.meeting.SampleMeetings.raw;
import static org.meetinginsights.meeting.SampleMeetings.withDate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.idempotency.key.CallerKey;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.idempotency.key.Fingerprint;
import org.meetinginsights.idempotency.key.StoreKey;

class MeetingIdentityTest {

    private static final EngineDigest ENGINE = EngineDigest.of(Map.of("model", "gpt-4o"));

    @Test
    void aMeetingHasTheKeyThatOtherSystemsCompute() {
        assertThat(MeetingIdentity.of(meeting()).published()).isEqualTo(KEY);
    }

    @Test
    void theEmailAddressDoesNotMatter() {
        assertThat(of(MeetingRequest.of(raw("ana@example.org")).toMeeting()))
                .isEqualTo(of(MeetingRequest.of(raw("other@example.org")).toMeeting()));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-10T14:30:00Z, 2025-09-10T14:30:00+00:00",
        "2025-09-10T14:30Z, 2025-09-10T14:30:00.000Z",
        "2025-09-10, 2025-09-10T00:00:00",
    })
    void oneDateInTwoFormatsIsOneRequest(String oneWay, String theOther) {
        assertThat(of(withDate(oneWay))).isEqualTo(of(withDate(theOther)));
    }

    @Test
    void oneInstantWithTwoOffsetsIsTwoRequests() {
        assertThat(of(withDate("2025-09-10T14:30:00Z"))).isNotEqualTo(of(withDate("2025-09-10T11:30:00-03:00")));
    }

    @Test
    void anotherTranscriptOfTheSameMeetingIsAnotherRequestWithTheSameKey() {
        MeetingIdentity corrected =
                of(MeetingRequest.of(TRANSCRIPT + " Bye.", METADATA).toMeeting());

        assertThat(corrected.published()).isEqualTo(KEY);
        assertThat(corrected.fingerprint()).isNotEqualTo(of(meeting()).fingerprint());
        assertThat(storeKey(corrected)).isNotEqualTo(storeKey(of(meeting())));
    }

    @Test
    void anyOtherMetadataIsAnotherRequest() {
        List<MeetingMetadata> all = List.of(
                METADATA,
                new MeetingMetadata("x", "CUST456", "ACME", "BNK7", "Bruno", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "x", "ACME", "BNK7", "Bruno", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", "x", "BNK7", "Bruno", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", "ACME", "x", "Bruno", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", "ACME", "BNK7", "x", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", "ACME", "BNK7", "Bruno", "x", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", "ACME", "BNK7", "Bruno", "review", "2025-09-11"),
                new MeetingMetadata("MTG123", "CUST456", "BNK7", "ACME", "Bruno", "review", METADATA.meetDate()),
                new MeetingMetadata("MTG123", "CUST456", null, "BNK7", "Bruno", "review", METADATA.meetDate()));
        Set<Fingerprint> fingerprints = new HashSet<>();
        all.forEach(metadata -> fingerprints.add(
                of(MeetingRequest.of(TRANSCRIPT, metadata).toMeeting()).fingerprint()));

        assertThat(fingerprints).hasSize(all.size());
    }

    @ParameterizedTest
    @CsvSource({", CUST456, 2025-09-10", "MTG123, , 2025-09-10", "MTG123, CUST456, ", "'', CUST456, 2025-09-10"})
    void aMeetingWithoutAllThreeIdsHasNoKey(String meetingId, String customerId, String date) {
        MeetingMetadata partly = new MeetingMetadata(meetingId, customerId, null, null, null, null, date);

        MeetingIdentity identity = of(MeetingRequest.of(TRANSCRIPT, partly).toMeeting());

        assertThat(identity.key()).isEmpty();
        assertThat(identity.published()).isEqualTo("no-idempotency-key-available");
        assertThat(identity.storeKey("default", "-", Optional.empty(), Operation.EXTRACT, ENGINE))
                .isEmpty();
    }

    @Test
    void theStoreKeyNamesTenantCustomerKeyAndOperation() {
        assertThat(storeKey(of(meeting())).map(StoreKey::text).orElseThrow())
                .startsWith("default:0123456789abcdef:" + KEY + ":extract:");
    }

    @Test
    void aMeetingWithoutAKeyIsStoredUnderTheHashOfTheCallersKey() {
        MeetingIdentity identity = of(MeetingRequest.of(TRANSCRIPT, null).toMeeting());
        Optional<CallerKey> key = Optional.of(new CallerKey("order-4711"));

        assertThat(identity.storeKey("default", "-", key, Operation.EXTRACT, ENGINE)
                        .map(StoreKey::text)
                        .orElseThrow())
                .matches("default:-:k-[0-9a-f]{64}:extract:[0-9a-f]{32}");
        assertThat(identity.published()).isEqualTo("no-idempotency-key-available");
    }

    @Test
    void theCallersKeyDoesNotChangeTheStoreKeyOfAMeetingWithAKey() {
        MeetingIdentity identity = of(meeting());

        assertThat(identity.storeKey(
                        "default", "-", Optional.of(new CallerKey("order-4711")), Operation.EXTRACT, ENGINE))
                .isEqualTo(identity.storeKey("default", "-", Optional.empty(), Operation.EXTRACT, ENGINE));
    }

    private static MeetingIdentity of(Meeting meeting) {
        return MeetingIdentity.of(meeting);
    }

    private static Optional<StoreKey> storeKey(MeetingIdentity identity) {
        return identity.storeKey("default", "0123456789abcdef", Optional.empty(), Operation.EXTRACT, ENGINE);
    }
}
