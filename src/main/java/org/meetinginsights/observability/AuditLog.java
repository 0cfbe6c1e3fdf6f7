package org.meetinginsights.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.meetinginsights.admin.ErasureReport;
import org.meetinginsights.admin.ResultsErased;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.security.Identity;

/**
 * Writes who had what erased, by the name of their key. Never who the customer is: not even the tag, which anybody who
 * knows an id can recompute where no {@code CACHE_TAG_KEY} is set.
 */
@ApplicationScoped
public class AuditLog {

    private static final EventLog AUDIT = new EventLog("org.meetinginsights.audit");
    private static final EventLog CACHE = new EventLog("org.meetinginsights.cache");
    private static final int ENOUGH_OF_A_KEY = 16;

    void onErased(@Observes ResultsErased erased) {
        Identity by = erased.by();
        AUDIT.info(() -> LogLine.of(
                erased.requestId(),
                "AUDIT",
                "erase",
                "by=" + by.tenant() + "/" + by.keyId(),
                "role=" + by.role().label(),
                "tenant=" + erased.scope().tenant().orElse("*"),
                "scope=" + what(erased.scope()),
                erased.report().map(AuditLog::result).orElse("failed")));
        erased.report()
                .ifPresent(report -> CACHE.info(() ->
                        LogLine.of(erased.requestId(), "CACHE CLEARED", "removed=" + report.removed() + " items")));
    }

    private static String what(StoreScope scope) {
        return scope.idempotencyKey()
                .map(key -> "key " + key.substring(0, Math.min(key.length(), ENOUGH_OF_A_KEY)) + "...")
                .orElse(scope.customerTag().isPresent() ? "customer" : "all");
    }

    private static String result(ErasureReport report) {
        List<String> missing = report.notReached();
        String removed = "removed=" + report.removed();
        return missing == null ? removed : removed + " | not_reached=" + String.join(",", missing);
    }
}
