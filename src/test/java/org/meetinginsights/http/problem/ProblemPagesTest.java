package org.meetinginsights.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.NotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {

    private final ProblemPages pages = new ProblemPages();

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyProblemTypeHasAPage(ProblemType type) {
        assertThat(pages.page(type.slug()).getEntity().toString())
                .contains(type.title(), type.advice(), type.error(), Integer.toString(type.status()));
    }

    @Test
    void anUnknownTypeHasNoPage() {
        assertThatThrownBy(() -> pages.page("<script>")).isInstanceOf(NotFoundException.class);
    }
}
