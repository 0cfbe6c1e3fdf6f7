package org.meetinginsights.meeting.offline.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

    @Test
    void aSentenceEndsAtItsFullStop() {
        assertThat(texts("Ana: O preço oscila. Por isso espero! E você?"))
                .containsExactly("O preço oscila.", "Por isso espero!", "E você?");
    }

    @Test
    void aTitleDoesNotEndASentence() {
        assertThat(texts("Falei com a Sra. Helena ontem.")).containsExactly("Falei com a Sra. Helena ontem.");
    }

    @Test
    void aNumberDoesNotEndASentence() {
        assertThat(texts("São R$ 1.500,00 por mês.")).containsExactly("São R$ 1.500,00 por mês.");
    }

    @Test
    void theSpeakerIsNotPartOfTheSentence() {
        assertThat(texts("[00:01:02] Hon. Deb Schulte (Aurora, Lib.): Seniors are worried."))
                .containsExactly("Seniors are worried.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ana: We agree.", "Ana:We agree.", "**Ana:** We agree.", "**Ana**: We agree.", "Ana：We agree."})
    void speakerLabelsHaveManyForms(String line) {
        assertThat(texts(line)).containsExactly("We agree.");
    }

    @Test
    void aUrlIsNotALabel() {
        assertThat(texts("https://example.org/a?b has it.")).containsExactly("https://example.org/a?b has it.");
    }

    @Test
    void aColonInASentenceStays() {
        assertThat(texts("I will be direct: the other bank was faster."))
                .containsExactly("I will be direct: the other bank was faster.");
    }

    @Test
    void aLongSentenceIsSplitAtItsCommas() {
        String endless = "we went on and on about the price of it, ".repeat(20).strip();

        assertThat(texts(endless))
                .hasSizeGreaterThan(2)
                .allSatisfy(piece -> assertThat(piece).endsWith("it,"))
                .allSatisfy(piece -> assertThat(Words.count(piece)).isLessThanOrEqualTo(LongSentence.MAX_WORDS));
    }

    @Test
    void noSplitIsInsideACharacter() {
        String emoji = "x" + "😀".repeat(1_000);

        assertThat(LongSentence.pieces(emoji))
                .allSatisfy(piece ->
                        assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse());
        assertThat(String.join("", LongSentence.pieces(emoji))).isEqualTo(emoji);
    }

    private static List<String> texts(String transcript) {
        return ParsedSentences.of(transcript).stream().map(Sentence::text).toList();
    }
}
