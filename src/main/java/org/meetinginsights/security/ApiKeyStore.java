package org.meetinginsights.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The identity store with the API keys of the configuration. Thread-safe. */
@ApplicationScoped
public class ApiKeyStore implements IdentityStore {

    private AccessRules rules;

    ApiKeyStore() {
        // For the client proxy.
    }

    @Inject
    public ApiKeyStore(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof ApiKeyCredential presented)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        return rules.ownerOf(presented)
                .map(identity -> new CredentialValidationResult(
                        IdentityPrincipal.withKey(identity),
                        Set.of(identity.role().label())))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
