package org.meetinginsights.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/** What is demanded of every scene. */
final class Verdict {

    private Verdict() {}

    static void on(Mode mode, Scene scene) {
        Report.add(mode, scene);
        Map<String, List<String>> paidTooOften = scene.paidAgain();
        paidTooOften.entrySet().removeIf(paid -> paid.getValue().size() - 1 <= scene.allowedExtraCalls(paid.getKey()));
        Duration machine = scene.tally().machine().plus(scene.longestCalmHit());
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(scene.tally().failed()).as("failed requests").isEmpty();
        softly.assertThat(scene.answersOfSurvivors()).as("requests that waited").allMatch(Exchange::isOk);
        softly.assertThat(scene.lost()).as("lost results").isEmpty();
        softly.assertThat(scene.astray()).as("nodes that lost each other").isEmpty();
        softly.assertThat(paidTooOften).as("calls that were paid again").isEmpty();
        softly.assertThat(scene.longestHit())
                .as("longest stall of a hit")
                .isLessThan(scene.event().longestHit().plus(machine));
        softly.assertThat(scene.disagreements()).as("more than one answer").isEmpty();
        softly.assertAll();
    }
}
