package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose results are to be erased. In a body and not in the address, because addresses end up in logs.
 *
 * @param customerId as callers send it with their meetings
 */
public record ErasureRequest(@JsonbProperty("customer_id") String customerId) {

    /** What no request can have stored a result for (see the rules for texts of a meeting). */
    private static final Pattern NO_TEXT = Pattern.compile("[\\x00-\\x1F\\x7F\\uD800-\\uDFFF]");

    /** What is wrong with it, if anything; never repeats it. */
    Optional<String> problem() {
        if (customerId == null || customerId.isEmpty()) {
            return Optional.of("customer_id is missing or empty. Name the customer whose results are to be erased.");
        }
        return NO_TEXT.matcher(customerId).find()
                ? Optional.of("customer_id holds a control character or a lone surrogate, which no stored result has.")
                : Optional.empty();
    }

    /** Never the customer. */
    @Override
    public String toString() {
        return "ErasureRequest[…]";
    }
}
