package org.meetinginsights.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;

/** Finds out who the caller is, or says why the caller is refused. Thread-safe. */
@ApplicationScoped
public class Authenticator {

    private static final String CHALLENGE = "Bearer realm=\"meeting-insights\"";

    private AccessRules rules;
    private IdentityStoreHandler stores;

    Authenticator() {
        // For the client proxy.
    }

    /** @param stores finds the owner of a key: {@link ApiKeyStore}, or another store in the application */
    @Inject
    public Authenticator(AccessRules rules, IdentityStoreHandler stores) {
        this.rules = rules;
        this.stores = stores;
    }

    /**
     * @param address where the request comes from
     * @throws ProblemException if the caller is refused
     */
    IdentityPrincipal authenticate(MultivaluedMap<String, String> headers, String address) {
        if (rules.requireKeys()) {
            return owner(headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of()));
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

    private IdentityPrincipal owner(List<String> authorization) {
        ApiKeyCredential key = ApiKeyCredential.of(authorization)
                .orElseThrow(() -> ProblemException.unauthorized(reason(authorization), CHALLENGE));
        if (stores.validate(key).getCallerPrincipal() instanceof IdentityPrincipal known) {
            return known;
        }
        // RFC 6750, section 3.1.
        throw ProblemException.unauthorized(
                "This API key is not known here; it may have been replaced. Ask the service's operator for another one.",
                CHALLENGE + ", error=\"invalid_token\"");
    }

    /** The text never quotes the header. */
    private static String reason(List<String> authorization) {
        return switch (authorization.size()) {
            case 0 -> ProblemType.UNAUTHORIZED.advice();
            case 1 -> "Authorization is not Bearer and an API key.";
            default -> "Authorization was sent " + authorization.size() + " times.";
        };
    }
}
