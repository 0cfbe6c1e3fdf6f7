package org.meetinginsights.configuration.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeNameTest {

    private static final Optional<String> HOST = Optional.of("node-1");

    @Test
    void isTheHostAndThePort() {
        assertThat(new NodeName(HOST, "9080", Optional.of("9443")).text()).isEqualTo("node-1:9080");
    }

    @Test
    void hasTheHttpsPortIfHttpIsClosed() {
        assertThat(new NodeName(HOST, "-1", Optional.of("9443")).text()).isEqualTo("node-1:9443");
    }

    @Test
    void hasNoSeparators() {
        assertThat(new NodeName(Optional.of("node 1|a"), "9080", Optional.empty()).text())
                .isEqualTo("node-1-a:9080");
    }
}
