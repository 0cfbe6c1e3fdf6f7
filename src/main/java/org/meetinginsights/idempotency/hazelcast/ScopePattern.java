package org.meetinginsights.idempotency.hazelcast;

import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.KeyPointer;
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * A scope as a server without our classes can test it: a regular expression over the text of a store key. Not {@code like},
 * which knows no way to write a backslash.
 */
final class ScopePattern {

    private static final String ANYTHING = "(?s:.*)";

    private final String regex;

    ScopePattern(StoreScope scope) {
        regex = String.join(":", part(scope.tenant()), part(scope.customerTag()), part(scope.idempotencyKey())) + ":"
                + ANYTHING;
    }

    private static String part(Optional<String> wanted) {
        return wanted.map(Pattern::quote).orElse("[^:]*");
    }

    /** For maps whose keys are store keys. */
    <V> Predicate<String, V> ofKeys() {
        return Predicates.regex("__key", regex);
    }

    /** For the map whose values are pointers. */
    Predicate<String, String> ofPointers() {
        return Predicates.regex("this", VersionedText.regexBefore(KeyPointer.STORE_KEY_FIELD) + regex);
    }
}
