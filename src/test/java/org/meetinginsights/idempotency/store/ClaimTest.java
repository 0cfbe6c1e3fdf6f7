package org.meetinginsights.idempotency.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.idempotency.key.StoreKey;

class ClaimTest {

    private static final StoreKey KEY = new StoreKey("key");
    private static final Claim CLAIM =
            new Claim(KEY, "member", "nonce", 3, Instant.ofEpochMilli(1_760_000_000_123L), Backend.EMBEDDED);

    @Test
    void nodesOfOtherVersionsReadThisForm() {
        assertThat(CLAIM.token()).isEqualTo("1/member/nonce/3/1760000000123");
    }

    @Test
    void itComesBackAsItWas() {
        assertThat(Claim.parse(KEY, CLAIM.token(), Backend.EMBEDDED)).contains(CLAIM);
    }

    @Test
    void aRenewalChangesItsSequenceAndNothingElse() {
        assertThat(CLAIM.renewed())
                .isEqualTo(new Claim(KEY, "member", "nonce", 4, CLAIM.deadline(), Backend.EMBEDDED))
                .matches(CLAIM::sameHolderAs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "member", "1/member/nonce/3", "1/member/nonce/x/1", "1/member/nonce/3/x", "a/b/1/2/3"})
    void whatIsNoClaimIsNone(String token) {
        assertThat(Claim.parse(KEY, token, Backend.EMBEDDED)).isEmpty();
    }
}
