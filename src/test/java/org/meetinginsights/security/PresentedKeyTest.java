package org.meetinginsights.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc", " Bearer abc "})
    void isWhatFollowsTheSchemeWhoseCaseDoesNotMatter(String header) throws Exception {
        assertThat(PresentedKey.of(List.of(header)).orElseThrow().hash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest("abc".getBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer AZaz09-._~+/==", "Bearer 0", "Bearer Zm9vYmFy"})
    void mayHaveAllCharactersOfATokenOfRfc6750(String header) {
        assertThat(PresentedKey.of(List.of(header))).isPresent();
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
    void isNothingElse(String header) {
        assertThat(PresentedKey.of(List.of(header))).isEmpty();
    }

    @Test
    void isOne() {
        assertThat(PresentedKey.of(List.of())).isEmpty();
        assertThat(PresentedKey.of(List.of("Bearer abc", "Bearer abc"))).isEmpty();
    }

    @Test
    void keepsItselfToItself() {
        assertThat(PresentedKey.of(List.of("Bearer hush")).orElseThrow().toString())
                .doesNotContain("hush");
    }
}
