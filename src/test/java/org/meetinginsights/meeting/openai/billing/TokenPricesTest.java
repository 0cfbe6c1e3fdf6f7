package org.meetinginsights.meeting.openai.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenPricesTest {

    private static final TokenPrices GPT_4O = TokenPrices.of("2.50", "10.00");

    @Test
    void onePromptTokenOfTwoDollarsFiftyPerMillionIsTwoThousandFiveHundredNanoDollars() {
        assertThat(GPT_4O.costNanoUsd(1, 0)).isEqualTo(2_500);
    }

    @Test
    void bothKindsOfTokensAddUp() {
        assertThat(GPT_4O.costNanoUsd(1_000_000, 1_000_000)).isEqualTo(12_500_000_000L);
    }

    @Test
    void fractionsOfANanoDollarAreRounded() {
        assertThat(TokenPrices.of("0.0005", "0").costNanoUsd(1, 0)).isEqualTo(1);
    }

    @Test
    void aCostThatOverflowsIsTheLargestNumber() {
        assertThat(TokenPrices.of("1", "0").costNanoUsd(Long.MAX_VALUE / 1_000, 0))
                .isEqualTo(Long.MAX_VALUE / 1_000 * 1_000);
        assertThat(TokenPrices.of("1", "0").costNanoUsd(Long.MAX_VALUE / 1_000 + 1, 0))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(GPT_4O.costNanoUsd(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aNegativePriceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenPrices.of("-1", "1"));
    }
}
