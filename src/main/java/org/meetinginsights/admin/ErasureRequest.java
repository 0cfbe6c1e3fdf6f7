package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose results to erase. It is in a body and not in the URL, because URLs end up in logs.
 *
 * @param customerId as callers send it with their meetings
 */
public record ErasureRequest(@JsonbProperty("customer_id") String customerId) {

    /** Validation refuses these characters, so no stored result has them. */
    private static final Pattern REFUSED = Pattern.compile("[\\x00-\\x1F\\x7F\\uD800-\\uDFFF]");

    /** What is wrong with it, if anything. It never quotes the id. */
    Optional<String> problem() {
        if (customerId == null || customerId.isEmpty()) {
            return Optional.of("customer_id is missing or empty. Name the customer whose results are to be erased.");
        }
        return REFUSED.matcher(customerId).find()
                ? Optional.of("customer_id holds a control character or a lone surrogate, which no stored result has.")
                : Optional.empty();
    }

    /** Without the customer id. */
    @Override
    public String toString() {
        return "ErasureRequest[…]";
    }
}
