package org.meetinginsights.idempotency.key;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Under which tags something about a customer may lie, while the key that tags is replaced by another one. Immutable.
 *
 * @param all the first one tags what is stored from now on; the others are those that did before or will
 */
public record CustomerTags(List<CustomerTag> all) {

    /** @throws IllegalArgumentException if there is none */
    public CustomerTags {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("Results are stored under a tag");
        }
    }

    /** What a request's result is stored under and looked for. */
    public CustomerTag current() {
        return all.get(0);
    }

    /** Each tag of this customer once, that of today first. */
    public Set<String> of(String customerId) {
        Set<String> tags = new LinkedHashSet<>();
        all.forEach(tag -> tags.add(tag.of(customerId)));
        return tags;
    }
}
