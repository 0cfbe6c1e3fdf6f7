package org.meetinginsights.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meetinginsights.http.SecurityHeaders;

class SecurityHeadersTest {

    private static final Pattern STYLE = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL);

    /** A browser computes the digest of what stands between the tags. */
    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void thePolicyOfAPageAllowsItsStyle(ProblemType type) throws Exception {
        Matcher style = STYLE.matcher(ProblemPages.html(type));

        assertThat(style.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(SecurityHeaders.policyWithStyle(style.group(1)))
                .startsWith("default-src 'none';")
                .contains("frame-ancestors 'none'")
                .endsWith("style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
}
