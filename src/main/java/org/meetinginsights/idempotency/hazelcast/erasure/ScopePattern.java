package org.meetinginsights.idempotency.hazelcast.erasure;

import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.IdempotencyRecord;
import org.meetinginsights.idempotency.store.VersionedText;

/**
 * A scope as a server without our classes can test it: a regular expression over the text of a store key. Not {@code like},
 * which knows no way to write a backslash.
 */
public final class ScopePattern {

    private static final String ANYTHING = "(?s:.*)";

    private final String regex;

    public ScopePattern(StoreScope scope) {
        regex = String.join(":", part(scope.tenant()), part(scope.customerTag()), part(scope.idempotencyKey())) + ":"
                + ANYTHING;
    }

    private static String part(Optional<String> wanted) {
        return wanted.map(Pattern::quote).orElse("[^:]*");
    }

    /** For maps whose keys are store keys. */
    public <V> Predicate<String, V> ofKeys() {
        return Predicates.regex("__key", regex);
    }

    /** For the map whose values are records. */
    Predicate<String, String> ofRecords() {
        return Predicates.regex("this", VersionedText.regexBefore(IdempotencyRecord.STORE_KEY_FIELD) + regex);
    }
}
