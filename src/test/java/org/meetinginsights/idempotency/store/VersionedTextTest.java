package org.meetinginsights.idempotency.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionedTextTest {

    @Test
    void theVersionStandsInFront() {
        assertThat(VersionedText.write("a", 2, "")).isEqualTo("1/a/2/");
    }

    @Test
    void itsFieldsComeBack() {
        assertThat(read("1/a/2/")).contains(List.of("a", "2", ""));
    }

    @Test
    void theNextVersionIsReadWithoutTheFieldsThatItAdds() {
        assertThat(read("2/a/b/c/added")).contains(List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b/c", "0/a/b/c", "3/a/b/c", "1/a/b", "1"})
    void anotherTextIsNotRead(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aReaderThatFindsNoNumberWhereOneBelongsReadsNothing() {
        assertThat(VersionedText.read("1/x", 1, fields -> Integer.parseInt(fields.get(0))))
                .isEmpty();
    }

    @Test
    void aFieldWithASlashIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> VersionedText.write("a/b"));
    }

    @Test
    void aRegularExpressionCanTestOneField() {
        assertThat("1/a/b/c").matches(Pattern.compile(VersionedText.regexBefore(1) + "b(/.*)?"));
    }

    private static Optional<List<String>> read(String text) {
        return VersionedText.read(text, 3, UnaryOperator.identity());
    }
}
