package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreKeyTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("a".repeat(64));
    private static final Fingerprint FINGERPRINT = new Fingerprint("f".repeat(64));
    private static final EngineDigest ENGINE = EngineDigest.of(Map.of("model", "gpt-4o"));

    @Test
    void whatOperatorsEraseByStandsInFront() {
        assertThat(key("acme", "0123456789abcdef", "extract", FINGERPRINT, ENGINE)
                        .text())
                .matches("acme:0123456789abcdef:a{64}:extract:[0-9a-f]{32}");
    }

    @Test
    void equalRequestsHaveOne() {
        assertThat(key("acme", "-", "extract", FINGERPRINT, ENGINE))
                .isEqualTo(key("acme", "-", "extract", FINGERPRINT, EngineDigest.of(Map.of("model", "gpt-4o"))));
    }

    @Test
    void tenantsNeverShareOne() {
        assertThat(key("acme", "-", "extract", FINGERPRINT, ENGINE))
                .isNotEqualTo(key("other", "-", "extract", FINGERPRINT, ENGINE));
    }

    @Test
    void operationsNeverShareOne() {
        assertThat(key("acme", "-", "extract", FINGERPRINT, ENGINE))
                .isNotEqualTo(key("acme", "-", "analyze", FINGERPRINT, ENGINE));
    }

    @Test
    void meetingsThatDifferInAnythingNeverShareOne() {
        assertThat(key("acme", "-", "extract", FINGERPRINT, ENGINE))
                .isNotEqualTo(key("acme", "-", "extract", new Fingerprint("0".repeat(64)), ENGINE));
    }

    @Test
    void aChangedEngineHasAnother() {
        assertThat(key("acme", "-", "extract", FINGERPRINT, ENGINE))
                .isNotEqualTo(key("acme", "-", "extract", FINGERPRINT, EngineDigest.of(Map.of("model", "o3"))));
    }

    private static StoreKey key(
            String tenant, String tag, String operation, Fingerprint fingerprint, EngineDigest engine) {
        return StoreKey.of(tenant, tag, KEY, operation, fingerprint, engine);
    }
}
