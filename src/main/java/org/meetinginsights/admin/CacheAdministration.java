package org.meetinginsights.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.meetinginsights.idempotency.erasure.Erased;
import org.meetinginsights.idempotency.key.CustomerTags;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.idempotency.store.ResultStore;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

/**
 * Looks at the cache and erases from it, for an operator in its own tenant and for the platform in all. Thread-safe; no
 * method blocks.
 */
@ApplicationScoped
public class CacheAdministration {

    /** More operations and variants than one meeting comes to. */
    private static final int MOST_OF_ONE_KEY = 100;

    private ResultStore store;
    private NodeFigures figures;
    private CustomerTags customerTags;
    private Event<ResultsErased> erased;
    private Clock clock;

    CacheAdministration() {
        // For the client proxy.
    }

    @Inject
    public CacheAdministration(
            ResultStore store,
            NodeFigures figures,
            CustomerTags customerTags,
            Event<ResultsErased> erased,
            Clock clock) {
        this.store = store;
        this.figures = figures;
        this.customerTags = customerTags;
        this.erased = erased;
        this.clock = clock;
    }

    public CacheOverview overview(Identity identity) {
        return new CacheOverview(
                store.backend().label(),
                figures.size(),
                store.members(),
                CacheOverview.NodeCounts.of(figures.of(scope(identity).tenant())));
    }

    /** The newest results. */
    public CompletionStage<EntryList> newest(Identity identity, Optional<String> tag, int limit) {
        StoreScope all = scope(identity);
        return list(tag.map(all::withCustomerTag).orElse(all), limit);
    }

    /** Everything that is stored for one meeting. */
    public CompletionStage<EntryList> ofMeeting(Identity identity, String key) {
        return list(scope(identity).withIdempotencyKey(key), MOST_OF_ONE_KEY);
    }

    private CompletionStage<EntryList> list(StoreScope scope, int limit) {
        return store.list(scope, limit)
                .thenApply(results -> new EntryList(results.stream()
                        .map(result -> CacheEntry.of(result, clock))
                        .toList()));
    }

    /** Under each tag that the customer has: what was stored before a rotation too. */
    public CompletionStage<ErasureReport> eraseCustomer(Identity identity, String requestId, String customerId) {
        List<StoreScope> scopes = customerTags.of(customerId).stream()
                .map(scope(identity)::withCustomerTag)
                .toList();
        return erase(identity, requestId, scopes);
    }

    public CompletionStage<ErasureReport> eraseMeeting(Identity identity, String requestId, String key) {
        return erase(identity, requestId, List.of(scope(identity).withIdempotencyKey(key)));
    }

    /** All that is the tenant's; for the platform everything. */
    public CompletionStage<ErasureReport> eraseAll(Identity identity, String requestId) {
        return erase(identity, requestId, List.of(scope(identity)));
    }

    /** @param scopes alike but for the customer's tag; at once, so that two take no longer than one */
    private CompletionStage<ErasureReport> erase(Identity identity, String requestId, List<StoreScope> scopes) {
        CompletionStage<Erased> none = CompletableFuture.completedFuture(new Erased(Set.of(), Set.of()));
        return scopes.stream()
                .map(store::erase)
                .reduce(none, (one, other) -> one.thenCombine(other, Erased::and))
                .thenApply(ErasureReport::of)
                .whenComplete((report, defect) -> erased.fire(
                        new ResultsErased(requestId, identity, scopes.get(0), Optional.ofNullable(report))));
    }

    private static StoreScope scope(Identity identity) {
        return identity.role() == Role.PLATFORM ? StoreScope.ALL : StoreScope.ofTenant(identity.tenant());
    }
}
