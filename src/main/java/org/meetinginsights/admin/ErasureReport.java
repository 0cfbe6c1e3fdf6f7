package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.meetinginsights.idempotency.erasure.Erased;

/**
 * The result of an erase.
 *
 * @param removed how many results were removed
 * @param notReached the names of the nodes that have not acknowledged it; absent ({@code null}) if all have
 */
@JsonbPropertyOrder({"removed", "notReached"})
public record ErasureReport(
        @JsonbProperty("removed") int removed,
        @JsonbProperty("not_reached") List<String> notReached) {

    static ErasureReport of(Erased erased) {
        List<String> names = erased.notReached().stream().sorted().toList();
        return new ErasureReport(erased.removed().size(), names.isEmpty() ? null : names);
    }
}
