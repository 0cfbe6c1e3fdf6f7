package org.meetinginsights.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.admin.ErasureReport;
import org.meetinginsights.admin.ResultsErased;
import org.meetinginsights.idempotency.hazelcast.CapturedLog;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

class AuditLogTest {

    private static final Identity OPERATOR = new Identity("acme", Role.OPERATOR, "ops-1");
    private static final StoreScope TENANT = StoreScope.ofTenant("acme");
    private static final String TAG = "0123456789abcdef";

    private final CapturedLog log = new CapturedLog("org.meetinginsights");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void namesTheOperatorAndNotTheCustomer() {
        log(TENANT.withCustomerTag(TAG), new ErasureReport(3, null));

        assertThat(log.lines())
                .containsExactly(
                        "[request-1] [AUDIT] erase | by=acme/ops-1 | role=operator | tenant=acme | scope=customer | removed=3",
                        "[request-1] [CACHE CLEARED] removed=3 items");
    }

    @Test
    void showsSixteenDigitsOfAKey() {
        log(TENANT.withIdempotencyKey("a".repeat(64)), new ErasureReport(1, null));

        assertThat(log.lines().get(0)).contains("| scope=key " + "a".repeat(16) + "... |");
    }

    @Test
    void namesTheNodesThatWereNotReached() {
        log(StoreScope.ALL, new ErasureReport(0, List.of("cluster", "node-2:9080")));

        assertThat(log.lines().get(0)).endsWith("| tenant=* | scope=all | removed=0 | not_reached=cluster,node-2:9080");
    }

    @Test
    void reportsAFailedErase() {
        new AuditLog().onErased(new ResultsErased("request-1", OPERATOR, TENANT, Optional.empty()));

        assertThat(log.lines()).singleElement().asString().endsWith("| scope=all | failed");
    }

    private static void log(StoreScope scope, ErasureReport report) {
        new AuditLog().onErased(new ResultsErased("request-1", OPERATOR, scope, Optional.of(report)));
    }
}
