package org.meetinginsights.security;

import java.util.List;
import java.util.Optional;

/**
 * Who gets in. Immutable.
 *
 * @param keys none: nobody has to show one
 * @param anonymousAllowed whether, where there are no keys, others than this machine's own callers get in too
 */
public record AccessRules(List<ApiKey> keys, boolean anonymousAllowed) {

    public AccessRules {
        keys = List.copyOf(keys);
    }

    boolean askForKeys() {
        return !keys.isEmpty();
    }

    /** Looks at all keys, so that the time it takes does not tell which one was met. */
    Optional<Identity> holderOf(PresentedKey presented) {
        Optional<Identity> holder = Optional.empty();
        for (ApiKey key : keys) {
            if (key.is(presented.hash())) {
                holder = Optional.of(key.identity());
            }
        }
        return holder;
    }
}
