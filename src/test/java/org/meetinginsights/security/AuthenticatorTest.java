package org.meetinginsights.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetinginsights.http.problem.ProblemException;

class AuthenticatorTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final String HERE = "127.0.0.1";
    private static final Identity CI = new Identity("acme", Role.CALLER, "ci");

    private static final IdentityStoreHandler NOBODY = credential -> CredentialValidationResult.INVALID_RESULT;

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

    @Nested
    class WithKeys {

        private final AccessRules rules = new AccessRules(
                List.of(new ApiKey(
                        CI,
                        ApiKeyCredential.of(List.of("Bearer good"))
                                .orElseThrow()
                                .hash())),
                false);
        private final Authenticator authenticator = new Authenticator(rules, new ApiKeyStore(rules)::validate);

        @Test
        void acceptsAKnownKey() {
            headers.add("Authorization", "Bearer good");

            IdentityPrincipal caller = authenticator.authenticate(headers, ADDRESS);

            assertThat(caller.identity()).isEqualTo(CI);
            assertThat(caller.getName()).as("who pays").isEqualTo("acme/ci");
        }

        @Test
        void refusesARequestWithoutAKeyEvenFromThisMachine() {
            headers.add("Host", "localhost");

            assertThat(refusal()).isEqualTo("401 Bearer realm=\"meeting-insights\"");
        }

        @Test
        void refusesAnUnknownKey() {
            headers.add("Authorization", "Bearer old");

            assertThat(refusal()).isEqualTo("401 Bearer realm=\"meeting-insights\", error=\"invalid_token\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Basic b2xk", "old", "Bearer o l d"})
        void refusesAnInvalidAuthorizationHeader(String authorization) {
            headers.add("Authorization", authorization);

            assertThat(refusal()).isEqualTo("401 Bearer realm=\"meeting-insights\"");
        }

        private String refusal() {
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> authenticator.authenticate(headers, ADDRESS));
            assertThat(refused.getMessage())
                    .doesNotContain("old")
                    .doesNotContain("o l d")
                    .doesNotContain("b2xk");
            return refused.getResponse().getStatus() + " "
                    + refused.getResponse().getHeaderString("WWW-Authenticate");
        }
    }

    @Nested
    class WithoutKeys {

        private final Authenticator authenticator = new Authenticator(new AccessRules(List.of(), false), NOBODY);

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "LocalHost:9080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:65535"})
        void acceptsALocalHost(String host) {
            headers.add("Host", host);

            IdentityPrincipal caller = authenticator.authenticate(headers, HERE);

            assertThat(caller.identity()).isEqualTo(Identity.LOCAL);
            assertThat(caller.getName()).as("who pays").isEqualTo(HERE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "example.org",
                    "localhost.example.org",
                    "localhost@example.org",
                    "notlocalhost",
                    "localhost.",
                    "127.0.0.1.nip.io",
                    "127.0.0.2",
                    "127.1",
                    "[::2]",
                    "::1",
                    "192.0.2.7:9080",
                    "localhost:",
                    "localhost:80:80",
                    "localhost, example.org",
                    " localhost",
                    ""
                })
        void refusesAnyOtherHost(String host) {
            headers.add("Host", host);

            assertThat(isRefused()).isTrue();
        }

        @Test
        void refusesNoHostAndTwoHosts() {
            assertThat(isRefused()).isTrue();

            headers.addAll("Host", "localhost", "localhost");

            assertThat(isRefused()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "Forwarded, for=127.0.0.1",
            "forwarded, ''",
            "X-Forwarded-For, 127.0.0.1",
            "x-forwarded-host, localhost",
            "X-FORWARDED-PROTO, http",
            "X-Forwarded-Anything, a",
            "Via, 1.1 localhost"
        })
        void refusesARequestThroughAProxy(String header, String value) {
            headers.add("Host", "localhost");
            headers.add(header, value);

            assertThat(isRefused()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
        void acceptsALoopbackAddress(String address) {
            headers.add("Host", "localhost");

            assertThat(authenticator.authenticate(headers, address).identity()).isEqualTo(Identity.LOCAL);
        }

        /** The listener may be open to others although the configuration that was checked does not say so. */
        @ParameterizedTest
        @ValueSource(strings = {"192.0.2.7", "0.0.0.0", "2001:db8::7", "fe80::1%lo", "localhost", "cafe", ""})
        void refusesAnyOtherAddress(String address) {
            headers.add("Host", "localhost");

            assertThat(isRefused(address)).isTrue();
        }

        private boolean isRefused() {
            return isRefused(HERE);
        }

        private boolean isRefused(String address) {
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> authenticator.authenticate(headers, address));
            return refused.getResponse().getStatus() == 403
                    && refused.getMessage().contains("API_KEYS")
                    && refused.getMessage().contains("ALLOW_ANONYMOUS");
        }
    }

    @Nested
    class WithAnonymousCallers {

        private final Authenticator authenticator = new Authenticator(new AccessRules(List.of(), true), NOBODY);

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "insights.example.org"})
        void acceptsEveryRequestAsACallerOfTheDefaultTenant(String host) {
            headers.add("Host", host);
            headers.add("X-Forwarded-For", "198.51.100.1");

            IdentityPrincipal caller = authenticator.authenticate(headers, ADDRESS);

            assertThat(caller.identity()).isEqualTo(new Identity("default", Role.CALLER, "anonymous"));
            assertThat(caller.getName()).as("who pays").isEqualTo(ADDRESS);
        }
    }
}
