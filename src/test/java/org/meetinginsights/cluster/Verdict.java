package org.meetinginsights.cluster;

import java.time.Duration;
import org.assertj.core.api.SoftAssertions;

/** What is demanded of every scene. */
final class Verdict {

    private Verdict() {}

    static void on(Mode mode, Scene scene) {
        Report.add(mode, scene);
        Tally tally = scene.tally();
        Duration machine = tally.machine().plus(scene.longestCalmHit());
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat((long) tally.requests()).as("requests").isGreaterThan(tally.due() * 9 / 10);
        softly.assertThat(scene.silent()).as("nodes without an answer").isEmpty();
        softly.assertThat(tally.failed()).as("failed requests").isEmpty();
        softly.assertThat(scene.refused()).as("new meetings that were refused").isEmpty();
        softly.assertThat(scene.waited()).as("requests that waited").allMatch(Exchange::isOk);
        softly.assertThat(scene.lost()).as("lost results").isEmpty();
        softly.assertThat(scene.astray()).as("nodes that lost each other").isEmpty();
        softly.assertThat(scene.paidWithoutNeed())
                .as("calls that were paid again, %s", scene.circumstances())
                .isEmpty();
        if (scene.event() == Event.KILL && scene.role() == Role.HOLDER) {
            softly.assertThat(scene.heldCalls())
                    .as("calls for what it was paying")
                    .isEqualTo(2);
        }
        if (scene.event() != Event.ROLL) {
            softly.assertThat(scene.absent()).as("nodes that took nothing").isEmpty();
            softly.assertThat(scene.forgotten()).as("what was not replayed").isEmpty();
        }
        softly.assertThat(scene.longestHit())
                .as("longest stall of a hit")
                .isLessThan(scene.event().longestHit().plus(machine));
        softly.assertThat(scene.disagreements()).as("more than one answer").isEmpty();
        softly.assertAll();
    }
}
