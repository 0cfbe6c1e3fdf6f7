package org.meetinginsights.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.meetinginsights.http.ProblemException;
import org.meetinginsights.http.ProblemType;

/** Says who somebody is who asks for what is not for everybody, or why that is nobody. Thread-safe. */
@ApplicationScoped
public class Admission {

    private static final String CHALLENGE = "Bearer realm=\"meeting-insights\"";

    private AccessRules rules;
    private IdentityStoreHandler stores;

    Admission() {
        // For the client proxy.
    }

    /** @param stores knows whose key it is: {@link ApiKeyStore}, or another store that the application is given */
    @Inject
    public Admission(AccessRules rules, IdentityStoreHandler stores) {
        this.rules = rules;
        this.stores = stores;
    }

    /**
     * @param address where the request comes from
     * @throws ProblemException if it is nobody who may get in
     */
    IdentityPrincipal admit(MultivaluedMap<String, String> headers, String address) {
        if (rules.askForKeys()) {
            return holder(headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of()));
        }
        if (rules.anonymousAllowed()) {
            return IdentityPrincipal.withoutKey(Identity.ANONYMOUS, address);
        }
        if (!LocalRequest.is(headers, address)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This service has no API keys, so it answers only requests to localhost, 127.0.0.1 or [::1] that come"
                            + " through no proxy. Its operator has to set API_KEYS, or ALLOW_ANONYMOUS=true.");
        }
        return IdentityPrincipal.withoutKey(Identity.LOCAL, address);
    }

    private IdentityPrincipal holder(List<String> authorization) {
        PresentedKey key = PresentedKey.of(authorization)
                .orElseThrow(() -> ProblemException.unauthorized(whatIsWrongWith(authorization), CHALLENGE));
        if (stores.validate(key).getCallerPrincipal() instanceof IdentityPrincipal known) {
            return known;
        }
        // RFC 6750, section 3.1.
        throw ProblemException.unauthorized(
                "This API key is not known here; it may have been replaced. Ask the service's operator for another one.",
                CHALLENGE + ", error=\"invalid_token\"");
    }

    /** Without a word of it. */
    private static String whatIsWrongWith(List<String> authorization) {
        return switch (authorization.size()) {
            case 0 -> ProblemType.UNAUTHORIZED.advice();
            case 1 -> "Authorization is not Bearer and an API key.";
            default -> "Authorization was sent " + authorization.size() + " times.";
        };
    }
}
