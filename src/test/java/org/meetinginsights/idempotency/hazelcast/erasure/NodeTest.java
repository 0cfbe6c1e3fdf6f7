package org.meetinginsights.idempotency.hazelcast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {

    private final Node node = new Node("id-1", "node-1:9080", Instant.ofEpochMilli(1_764_093_447_000L));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Node.read(node.value())).contains(node);
    }

    @Test
    void ofTheNextVersionWithOneMoreFieldIsRead() {
        assertThat(Node.read("2/id-1/node-1:9080/1764093447000/more")).contains(node);
    }

    @Test
    void isTheLaterOfTwoHeartbeats() {
        Node later = another("id-1", "node-1:9080", 5);

        assertThat(node.later(later)).isEqualTo(later);
        assertThat(later.later(node)).isEqualTo(later);
    }

    @Test
    void isReplacedByAnotherProcessOfTheSameNameOnceItHasMissedThreeHeartbeats() {
        assertThat(node.isReplacedBy(another("id-2", "node-1:9080", 16))).isTrue();
        assertThat(node.isReplacedBy(another("id-2", "node-1:9080", 15))).isFalse();
        assertThat(node.isReplacedBy(another("id-2", "node-2:9080", 16))).isFalse();
    }

    private Node another(String id, String name, int secondsLater) {
        return new Node(id, name, node.lastHeartbeat().plusSeconds(secondsLater));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "1/id-1/node-1:9080/yesterday", "1/id-1/node-1:9080", ""})
    void isNothingThatItDidNotWrite(String value) {
        assertThat(Node.read(value)).isEmpty();
    }
}
