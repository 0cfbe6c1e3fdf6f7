package org.meetinginsights.observability.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.meetinginsights.admin.ErasureReport;
import org.meetinginsights.admin.ResultsErased;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.security.Identity;

/**
 * Writes who erased what. The operator is named by the id of the API key. The customer is not named, and neither is the tag:
 * without a {@code CACHE_TAG_KEY}, anybody who knows a customer id can compute its tag.
 */
@ApplicationScoped
public class AuditLog {

    private static final EventLog AUDIT = new EventLog("org.meetinginsights.audit");
    private static final EventLog CACHE = new EventLog("org.meetinginsights.cache");
    private static final int SHOWN_DIGITS = 16;

    void onErased(@Observes ResultsErased erased) {
        Identity by = erased.by();
        AUDIT.info(() -> LogLine.of(
                erased.requestId(),
                "AUDIT",
                "erase",
                "by=" + by.tenant() + "/" + by.keyId(),
                "role=" + by.role().label(),
                "tenant=" + erased.scope().tenant().orElse("*"),
                "scope=" + label(erased.scope()),
                erased.report().map(AuditLog::result).orElse("failed")));
        erased.report()
                .ifPresent(report -> CACHE.info(() ->
                        LogLine.of(erased.requestId(), "CACHE CLEARED", "removed=" + report.removed() + " items")));
    }

    private static String label(StoreScope scope) {
        return scope.idempotencyKey()
                .map(key -> "key " + key.substring(0, Math.min(key.length(), SHOWN_DIGITS)) + "...")
                .orElse(scope.customerTag().isPresent() ? "customer" : "all");
    }

    private static String result(ErasureReport report) {
        List<String> missing = report.notReached();
        String removed = "removed=" + report.removed();
        return missing == null ? removed : removed + " | not_reached=" + String.join(",", missing);
    }
}
