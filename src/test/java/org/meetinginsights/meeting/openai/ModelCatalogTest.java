package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetinginsights.meeting.openai.billing.TokenPrices;

class ModelCatalogTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 128000",
        "gpt-4o-mini-2024-07-18, 128000",
        "gpt-4.1, 1047576",
        "gpt-4.1-nano-2025-04-14, 1047576",
        "llama-of-the-house, 128000"
    })
    void theContextHasThePublishedSize(String model, int tokens) {
        assertThat(ModelCatalog.contextTokens(model)).isEqualTo(tokens);
    }

    @Test
    void aModelWithADateHasThePriceOfItsFamily() {
        assertThat(ModelCatalog.prices("gpt-4o-2024-08-06")).contains(TokenPrices.of("2.50", "10.00"));
    }

    @Test
    void aModelThatOnlyStartsLikeAnotherHasNoPrice() {
        assertThat(ModelCatalog.prices("gpt-4o-audio-preview")).isEmpty();
    }

    @Test
    void aModelWithADateMayHaveAPriceOfItsOwn() {
        assertThat(ModelCatalog.prices("gpt-4o-2024-05-13")).contains(TokenPrices.of("5.00", "15.00"));
    }
}
