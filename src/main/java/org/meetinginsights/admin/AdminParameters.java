package org.meetinginsights.admin;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meetinginsights.http.problem.ProblemException;
import org.meetinginsights.http.problem.ProblemType;

/**
 * The parameters of an operator's request. An unknown parameter is refused, because an erase that ignores one would erase
 * too much. No message repeats what was sent.
 */
final class AdminParameters {

    static final int DEFAULT_LIMIT = 50;
    static final int HIGHEST_LIMIT = 500;

    private static final String LIMIT = "limit";
    private static final String CUSTOMER_TAG = "customer_tag";
    private static final Pattern KEY = Pattern.compile("(k-)?[0-9a-f]{64}");
    private static final Pattern TAG = Pattern.compile("[0-9a-f]{16}|-");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final MultivaluedMap<String, String> sent;

    private AdminParameters(MultivaluedMap<String, String> sent) {
        this.sent = sent;
    }

    /** @throws ProblemException if there is a parameter */
    static void none(MultivaluedMap<String, String> sent) {
        if (!sent.isEmpty()) {
            throw refusal("There are no parameters here; send the address without a query.");
        }
    }

    /** @throws ProblemException if there is a parameter besides {@code limit} and {@code customer_tag}, or one of them twice */
    static AdminParameters ofList(MultivaluedMap<String, String> sent) {
        if (!Set.of(LIMIT, CUSTOMER_TAG).containsAll(sent.keySet())) {
            throw refusal("The parameters here are limit and customer_tag, and no others.");
        }
        if (sent.values().stream().anyMatch(values -> values.size() > 1)) {
            throw refusal("A parameter is there twice; send it once.");
        }
        return new AdminParameters(sent);
    }

    /** @throws ProblemException if it is no number from 1 to {@link #HIGHEST_LIMIT} */
    int limit() {
        Optional<String> text = text(LIMIT);
        int limit = text.filter(value -> NUMBER.matcher(value).matches())
                .map(Integer::parseInt)
                .orElse(text.isEmpty() ? DEFAULT_LIMIT : 0);
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw refusal("limit is a whole number from 1 to " + HIGHEST_LIMIT + ".");
        }
        return limit;
    }

    /** @throws ProblemException if it is no customer tag */
    Optional<String> customerTag() {
        Optional<String> tag = text(CUSTOMER_TAG);
        if (tag.filter(value -> !TAG.matcher(value).matches()).isPresent()) {
            throw refusal("customer_tag is 16 hex digits in lower case, or - for results that are about no customer.");
        }
        return tag;
    }

    /** @throws ProblemException if it is no idempotency key */
    static String key(String sent) {
        if (!KEY.matcher(sent).matches()) {
            throw refusal("An idempotency key is 64 hex digits in lower case, with k- in front where it stands for a"
                    + " caller's own key.");
        }
        return sent;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(sent.get(name)).map(List::iterator).map(values -> values.next());
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
