package org.meetinginsights.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyCredentialTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc", " Bearer abc "})
    void theKeyFollowsTheCaseInsensitiveScheme(String header) throws Exception {
        assertThat(ApiKeyCredential.of(List.of(header)).orElseThrow().hash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest("abc".getBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer AZaz09-._~+/==", "Bearer 0", "Bearer Zm9vYmFy"})
    void aKeyMayHaveAllCharactersOfABearerToken(String header) {
        assertThat(ApiKeyCredential.of(List.of(header))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearerabc",
                "Basic YTpi",
                "abc",
                "Bearer a b",
                "Bearer a,b",
                "Bearer =",
                "Bearer ä"
            })
    void anyOtherHeaderHasNoKey(String header) {
        assertThat(ApiKeyCredential.of(List.of(header))).isEmpty();
    }

    @Test
    void thereMustBeExactlyOneHeader() {
        assertThat(ApiKeyCredential.of(List.of())).isEmpty();
        assertThat(ApiKeyCredential.of(List.of("Bearer abc", "Bearer abc"))).isEmpty();
    }

    @Test
    void toStringDoesNotShowTheKey() {
        assertThat(ApiKeyCredential.of(List.of("Bearer hush")).orElseThrow().toString())
                .doesNotContain("hush");
    }
}
