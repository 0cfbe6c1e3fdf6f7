package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineDigestTest {

    @Test
    void theOrderInWhichPartsAreNamedDoesNotMatter() {
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("model", "gpt-4o");
        oneWay.put("prompt", "Summarise");
        Map<String, String> theOther = new LinkedHashMap<>();
        theOther.put("prompt", "Summarise");
        theOther.put("model", "gpt-4o");

        assertThat(EngineDigest.of(oneWay)).isEqualTo(EngineDigest.of(theOther));
    }

    @Test
    void aChangedPartChangesIt() {
        assertThat(EngineDigest.of(Map.of("prompt", "Summarise")))
                .isNotEqualTo(EngineDigest.of(Map.of("prompt", "Summarise.")));
    }

    @Test
    void aPartOfAnotherNameChangesIt() {
        assertThat(EngineDigest.of(Map.of("model", "x"))).isNotEqualTo(EngineDigest.of(Map.of("prompt", "x")));
    }

    @Test
    void itHasSixtyFourHexDigits() {
        assertThat(EngineDigest.of(Map.of()).hex()).matches("[0-9a-f]{64}");
    }
}
