package org.meetinginsights.idempotency.hazelcast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTest {

    private final Node node = new Node(
            "id-1", "node-1:9080", Instant.ofEpochMilli(1_764_093_447_000L), List.of("tombstone-1", "tombstone-2"));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Node.read(node.key(2), node.value())).contains(node);
    }

    @Test
    void hasHeardOfNothingWhereItSaysNothing() {
        Node silent = new Node("id-1", "node-1:9080", node.lastSign(), List.of());

        assertThat(Node.read(silent.key(0), silent.value()).orElseThrow().heard())
                .doesNotContain("tombstone-1");
    }

    @Test
    void isTheLaterOfTwoSigns() {
        Node later = new Node("id-1", "node-1:9080", node.lastSign().plusSeconds(5), List.of());

        assertThat(node.later(later)).isEqualTo(later);
        assertThat(later.later(node)).isEqualTo(later);
    }

    @ParameterizedTest
    @CsvSource({"id-1/0, rubbish", "id-1/0, name/yesterday/", "id, name/1/", "'', ''"})
    void isNothingThatItDidNotWrite(String key, String value) {
        assertThat(Node.read(key, value)).isEmpty();
    }
}
