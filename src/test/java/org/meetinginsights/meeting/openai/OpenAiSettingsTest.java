package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OpenAiSettingsTest {

    @Test
    void theTextFormHasNeitherKeyNorBaseUrl() {
        assertThat(settings("sk-secret", 1).toString())
                .contains("gpt-4o")
                .doesNotContain("sk-secret")
                .doesNotContain("password");
    }

    @Test
    void aBlankKeyIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(" ", 1));
    }

    @Test
    void zeroConcurrentCallsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("sk-secret", 0));
    }

    private static OpenAiSettings settings(String apiKey, int maxConcurrent) {
        return new OpenAiSettings(
                apiKey,
                Optional.of(URI.create("https://user:password@example.com/v1")),
                "gpt-4o",
                Duration.ofSeconds(20),
                2,
                Duration.ofSeconds(50),
                maxConcurrent,
                256,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                "gpt-4o");
    }
}
