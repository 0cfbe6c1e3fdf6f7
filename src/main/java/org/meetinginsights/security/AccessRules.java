package org.meetinginsights.security;

import java.util.List;
import java.util.Optional;

/**
 * Who may call the service. Immutable.
 *
 * @param keys if there are none, no caller needs a key
 * @param anonymousAllowed whether callers from other machines are accepted if there are no keys
 */
public record AccessRules(List<ApiKey> keys, boolean anonymousAllowed) {

    public AccessRules {
        keys = List.copyOf(keys);
    }

    boolean requireKeys() {
        return !keys.isEmpty();
    }

    /** Compares with all keys, so that the time does not reveal which one matched. */
    Optional<Identity> ownerOf(ApiKeyCredential presented) {
        Optional<Identity> owner = Optional.empty();
        for (ApiKey key : keys) {
            if (key.matches(presented.hash())) {
                owner = Optional.of(key.identity());
            }
        }
        return owner;
    }
}
