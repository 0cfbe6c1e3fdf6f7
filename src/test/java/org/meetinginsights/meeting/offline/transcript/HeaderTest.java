package org.meetinginsights.meeting.offline.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.meeting.MeetingMetadata;

class HeaderTest {

    @Test
    void everyFieldIsRead() {
        String transcript = """
                Meeting ID: M-1
                ID do cliente: C-2
                Cliente: Helena da Prado
                Banker ID: B-3
                Gerente: Marcelo Diniz
                Tipo: Revisão de carteira
                Data: 2025-10-15T10:00:00-03:00

                Gerente: Bom dia.
                """;

        assertThat(Header.of(transcript).metadata())
                .isEqualTo(new MeetingMetadata(
                        "M-1",
                        "C-2",
                        "Helena da Prado",
                        "B-3",
                        "Marcelo Diniz",
                        "Revisão de carteira",
                        "2025-10-15T10:00:00-03:00"));
    }

    @Test
    void itEndsWhereTheSpeechStarts() {
        String header = "Meeting ID: M-1\r\nDate: 2025-10-15\r\n";

        assertThat(Header.of(header + "\r\nAna: Hello.").length()).isEqualTo(header.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Banker: Ana\nCliente: Helena\nBanker: Bom dia.\n",
                "Meeting ID: M-1\n\nAna: One fact is too few.\n",
                "Meeting ID: M-1\nDate: 2025-10-15\nAna: No empty line.\n",
                "Meeting ID: M-1\nDate: next Friday\n\nAna: That is no date.\n",
                "Cliente: bom dia, tudo bem?\nData: 2025-10-15\n\nAna: That is no name.\n",
                "Ana: Hello.\nMeeting ID: M-1\nDate: 2025-10-15\n\n",
                "Meeting ID:\nDate:\n\n",
                "no header at all",
                ""
            })
    void anythingElseIsSpeech(String transcript) {
        assertThat(Header.of(transcript).metadata()).isEqualTo(MeetingMetadata.NONE);
        assertThat(Header.of(transcript).length()).isZero();
    }
}
