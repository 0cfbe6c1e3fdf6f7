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
 * Lists and erases stored results: for the role operator those of its own tenant, for the role platform those of all.
 * Thread-safe. No method blocks.
 */
@ApplicationScoped
public class CacheAdministration {

    /** A meeting has fewer operations and variants than this. */
    private static final int MAX_ENTRIES_OF_A_KEY = 100;

    private ResultStore store;
    private NodeStatistics statistics;
    private CustomerTags customerTags;
    private Event<ResultsErased> erased;
    private Clock clock;

    CacheAdministration() {
        // For the client proxy.
    }

    @Inject
    public CacheAdministration(
            ResultStore store,
            NodeStatistics statistics,
            CustomerTags customerTags,
            Event<ResultsErased> erased,
            Clock clock) {
        this.store = store;
        this.statistics = statistics;
        this.customerTags = customerTags;
        this.erased = erased;
        this.clock = clock;
    }

    public CacheOverview overview(Identity identity) {
        return new CacheOverview(
                store.backend().label(),
                statistics.size(),
                store.members(),
                statistics.of(scope(identity).tenant()));
    }

    /** The newest results. */
    public CompletionStage<EntryList> newest(Identity identity, Optional<String> tag, int limit) {
        StoreScope all = scope(identity);
        return list(tag.map(all::withCustomerTag).orElse(all), limit);
    }

    /** All results of one meeting. */
    public CompletionStage<EntryList> ofMeeting(Identity identity, String key) {
        return list(scope(identity).withIdempotencyKey(key), MAX_ENTRIES_OF_A_KEY);
    }

    private CompletionStage<EntryList> list(StoreScope scope, int limit) {
        return store.results()
                .list(scope, limit)
                .thenApply(results -> new EntryList(results.stream()
                        .map(result -> CacheEntry.of(result, clock))
                        .toList()));
    }

    /** Erases the results under each tag of the customer, so that those from before a key rotation go too. */
    public CompletionStage<ErasureReport> eraseCustomer(Identity identity, String requestId, String customerId) {
        List<StoreScope> scopes = customerTags.of(customerId).stream()
                .map(scope(identity)::withCustomerTag)
                .toList();
        return erase(identity, requestId, scopes);
    }

    public CompletionStage<ErasureReport> eraseMeeting(Identity identity, String requestId, String key) {
        return erase(identity, requestId, List.of(scope(identity).withIdempotencyKey(key)));
    }

    /** Erases all results of the tenant; for the role platform those of all tenants. */
    public CompletionStage<ErasureReport> eraseAll(Identity identity, String requestId) {
        return erase(identity, requestId, List.of(scope(identity)));
    }

    /** @param scopes the same but for the customer's tag; they are erased in parallel */
    private CompletionStage<ErasureReport> erase(Identity identity, String requestId, List<StoreScope> scopes) {
        CompletionStage<Erased> none = CompletableFuture.completedFuture(new Erased(Set.of(), Set.of()));
        return scopes.stream()
                .map(store::erase)
                .reduce(none, (one, other) -> one.thenCombine(other, Erased::and))
                .thenApply(ErasureReport::of)
                .whenComplete((report, error) -> erased.fire(
                        new ResultsErased(requestId, identity, scopes.get(0), Optional.ofNullable(report))));
    }

    private static StoreScope scope(Identity identity) {
        return identity.role() == Role.PLATFORM ? StoreScope.ALL : StoreScope.ofTenant(identity.tenant());
    }
}
