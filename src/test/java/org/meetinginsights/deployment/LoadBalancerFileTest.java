package org.meetinginsights.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LoadBalancerFileTest {

    private static final String FILE = "src/main/haproxy/haproxy.cfg";

    @Test
    void haproxyUnderstandsIt() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled(), "HAProxy is not installed, so its file is not checked");
        ProcessBuilder check = new ProcessBuilder("haproxy", "-c", "-f", FILE).redirectErrorStream(true);
        check.environment().put("NODE_1", "127.0.0.1:9081");
        check.environment().put("NODE_2", "127.0.0.1:9082");

        Process process = check.start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("[WARNING]");
    }

    private static boolean isInstalled() {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "haproxy")));
        if (!installed) {
            System.out.println("LoadBalancerFileTest: HAProxy is not installed, so its file is not checked");
        }
        return installed;
    }

    /** The ones of the compose file, which has no need to say them. */
    @Test
    void itsNodesAreTheOnesOfTheComposeFile() {
        assertThat(ComposeFile.text(Path.of(FILE))).contains("NODE_1-app-1:9080", "NODE_2-app-2:9080", "LISTEN-*:8080");
        assertThat(ComposeFile.read().services()).containsKeys("app-1", "app-2");
    }
}
