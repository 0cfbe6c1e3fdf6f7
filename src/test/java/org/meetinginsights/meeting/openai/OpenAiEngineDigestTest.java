package org.meetinginsights.meeting.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.key.EngineDigest;
import org.meetinginsights.meeting.Operation;
import org.meetinginsights.meeting.openai.chat.ChatPrompt;
import org.meetinginsights.meeting.openai.chat.RequestWriter;
import org.meetinginsights.meeting.openai.chat.ResponseSchema;

/** The digest changes with everything that can change a result, and with nothing else. */
class OpenAiEngineDigestTest {

    private static final ChatPrompt EXTRACT = ChatPrompt.of(Operation.EXTRACT);
    private static final ChatPrompt ANALYZE = ChatPrompt.of(Operation.ANALYZE);
    private static final EngineDigest DIGEST = digest(settings(Optional.empty(), "gpt-4o", "gpt-4o", 2));

    @Test
    void itIsTheSameForTheSameSettings() {
        assertThat(digest(settings(Optional.empty(), "gpt-4o", "gpt-4o", 2))).isEqualTo(DIGEST);
    }

    @Test
    void itChangesWithTheModel() {
        assertThat(digest(settings(Optional.empty(), "gpt-4o-mini", "gpt-4o", 2)))
                .isNotEqualTo(DIGEST);
    }

    @Test
    void itChangesWithTheBaseUrl() {
        URI elsewhere = URI.create("https://example.com/v1");

        assertThat(digest(settings(Optional.of(elsewhere), "gpt-4o", "gpt-4o", 2)))
                .isNotEqualTo(DIGEST);
    }

    @Test
    void theDefaultBaseUrlIsOpenAis() {
        URI openAi = URI.create("https://api.openai.com/v1");

        assertThat(digest(settings(Optional.of(openAi), "gpt-4o", "gpt-4o", 2))).isEqualTo(DIGEST);
    }

    @Test
    void itChangesWithTheSource() {
        assertThat(digest(settings(Optional.empty(), "gpt-4o", "the bank", 2))).isNotEqualTo(DIGEST);
    }

    @Test
    void itChangesWithAPrompt() {
        ChatPrompt other = new ChatPrompt(EXTRACT.operation(), EXTRACT.systemMessage() + "Be kind.", EXTRACT.schema());

        assertThat(digest(settings(Optional.empty(), "gpt-4o", "gpt-4o", 2), other))
                .isNotEqualTo(DIGEST);
    }

    @Test
    void itChangesWithASchema() {
        ResponseSchema schema = new ResponseSchema(
                EXTRACT.schema().text() + " ", EXTRACT.schema().format());
        ChatPrompt other = new ChatPrompt(EXTRACT.operation(), EXTRACT.systemMessage(), schema);

        assertThat(digest(settings(Optional.empty(), "gpt-4o", "gpt-4o", 2), other))
                .isNotEqualTo(DIGEST);
    }

    @Test
    void itDoesNotChangeWithTheNumberOfRetries() {
        assertThat(digest(settings(Optional.empty(), "gpt-4o", "gpt-4o", 0))).isEqualTo(DIGEST);
    }

    private static EngineDigest digest(OpenAiSettings settings) {
        return digest(settings, EXTRACT);
    }

    private static EngineDigest digest(OpenAiSettings settings, ChatPrompt extract) {
        return OpenAiEngineDigest.of(settings, new RequestWriter(settings.model()), List.of(extract, ANALYZE));
    }

    private static OpenAiSettings settings(Optional<URI> baseUrl, String model, String source, int maxRetries) {
        return new OpenAiSettings(
                "sk-secret",
                baseUrl,
                model,
                Duration.ofSeconds(20),
                maxRetries,
                Duration.ofSeconds(50),
                64,
                256,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                source);
    }
}
