package org.meetinginsights.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetinginsights.idempotency.Samples.envelope;
import static org.meetinginsights.idempotency.Samples.get;
import static org.meetinginsights.idempotency.Samples.key;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetinginsights.idempotency.MutableClock;
import org.meetinginsights.idempotency.Samples;
import org.meetinginsights.idempotency.envelope.Envelope;
import org.meetinginsights.idempotency.envelope.Lookup;
import org.meetinginsights.idempotency.key.CustomerTag;
import org.meetinginsights.idempotency.key.CustomerTags;
import org.meetinginsights.idempotency.key.StoreKey;
import org.meetinginsights.idempotency.local.LocalResultStore;
import org.meetinginsights.idempotency.store.Claim;
import org.meetinginsights.idempotency.store.ClaimAttempt;
import org.meetinginsights.security.Identity;
import org.meetinginsights.security.Role;

class CacheAdministrationTest {

    private static final String CUSTOMER = "CUST456";
    private static final Identity ACME = new Identity("acme", Role.OPERATOR, "ops-1");
    private static final Identity PLATFORM = new Identity("acme", Role.PLATFORM, "root-1");

    private final MutableClock clock = new MutableClock();
    private final LocalResultStore store = new LocalResultStore(1 << 20, Samples.nothingErased(clock), clock);
    private final CustomerTag tags = new CustomerTag(Optional.of(new byte[] {1}));
    private final CustomerTag formerTags = new CustomerTag(Optional.of(new byte[] {2}));
    private final CustomerTag tagsWithoutAKey = new CustomerTag(Optional.empty());
    /** What CDI would tell its observers. */
    private final List<ResultsErased> fired = new ArrayList<>();

    private final FixedStatistics statistics = new FixedStatistics();
    private final CacheAdministration administration = new CacheAdministration(
            store, statistics, new CustomerTags(List.of(tags, formerTags, tagsWithoutAKey)), recording(fired), clock);
    private final StoreKey ours = key("acme", tags.of(CUSTOMER));
    private final StoreKey theirs = key("globex", tags.of(CUSTOMER));

    @BeforeEach
    void storeOneForEachTenant() {
        stored(ours);
        stored(theirs);
    }

    @Test
    void anOperatorSeesItsOwnTenantAndNoOther() {
        assertThat(get(administration.newest(ACME, Optional.empty(), 10)).entries())
                .extracting(CacheEntry::tenant)
                .containsExactly("acme");
        assertThat(get(administration.newest(ACME, Optional.of(tags.of(CUSTOMER)), 10))
                        .entries())
                .hasSize(1);
        assertThat(get(administration.ofMeeting(ACME, theirs.idempotencyKey())).entries())
                .isEmpty();
        administration.overview(ACME);
        assertThat(statistics.askedFor).containsExactly(Optional.of("acme"));
    }

    @Test
    void thePlatformSeesAllTenants() {
        assertThat(get(administration.newest(PLATFORM, Optional.empty(), 10)).entries())
                .extracting(CacheEntry::tenant)
                .containsExactlyInAnyOrder("acme", "globex");
        assertThat(get(administration.ofMeeting(PLATFORM, theirs.idempotencyKey()))
                        .entries())
                .hasSize(1);
        administration.overview(PLATFORM);
        assertThat(statistics.askedFor).containsExactly(Optional.empty());
    }

    @Test
    void aCustomerIsErasedUnderEachOfItsTags() {
        StoreKey former = key("acme", formerTags.of(CUSTOMER));
        StoreKey withoutAKey = key("acme", tagsWithoutAKey.of(CUSTOMER));
        StoreKey somebodyElse = key("acme", formerTags.of("CUST457"));
        List.of(former, withoutAKey, somebodyElse).forEach(this::stored);

        assertThat(get(administration.eraseCustomer(ACME, "r", CUSTOMER)).removed())
                .isEqualTo(3);

        assertThat(List.of(ours, former, withoutAKey))
                .allSatisfy(key -> assertThat(get(store.results().find(key))).isEqualTo(Lookup.ABSENT));
        assertThat(List.of(theirs, somebodyElse))
                .allSatisfy(key -> assertThat(get(store.results().find(key))).isInstanceOf(Lookup.Fresh.class));
        assertThat(fired).as("for the audit").hasSize(1);
    }

    @Test
    void aCallInFlightUnderAFormerTagIsErasedToo() {
        StoreKey former = key("acme", formerTags.of(CUSTOMER));
        Claim claim = claimed(former);
        Envelope requestedBefore = envelope("result", clock);

        get(administration.eraseCustomer(ACME, "r", CUSTOMER));
        get(store.claims().complete(claim, requestedBefore, false));

        assertThat(get(store.results().find(former))).isEqualTo(Lookup.ABSENT);
    }

    @Test
    void anEntryShowsItsAgeAndItsRemainingLife() {
        clock.advance(Duration.ofSeconds(90));

        CacheEntry entry =
                get(administration.newest(ACME, Optional.empty(), 10)).entries().get(0);

        assertThat(entry.ageSeconds()).isEqualTo(90);
        assertThat(entry.ttlSeconds()).isEqualTo(86_310);
        assertThat(entry.bytes()).isEqualTo("result".length());
        assertThat(entry.idempotencyKey()).isEqualTo(ours.idempotencyKey());
    }

    @Test
    void anEraseFiresAnEventWithTheOperatorAndTheResult() {
        get(administration.eraseCustomer(ACME, "request-1", CUSTOMER));

        assertThat(fired).singleElement().satisfies(erased -> {
            assertThat(erased.requestId()).isEqualTo("request-1");
            assertThat(erased.by()).isEqualTo(ACME);
            assertThat(erased.scope().tenant()).contains("acme");
            assertThat(erased.report()).contains(new ErasureReport(1, null));
            assertThat(erased.toString()).doesNotContain(CUSTOMER);
        });
    }

    private void stored(StoreKey key) {
        get(store.claims().complete(claimed(key), envelope("result", clock), false));
    }

    private Claim claimed(StoreKey key) {
        return ((ClaimAttempt.Granted) get(store.claims().claim(key, clock.instant()))).claim();
    }

    @SuppressWarnings("unchecked")
    private static Event<ResultsErased> recording(List<ResultsErased> fired) {
        return (Event<ResultsErased>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> {
                    fired.add((ResultsErased) args[0]);
                    return null;
                });
    }

    private static final class FixedStatistics implements NodeStatistics {

        private final List<Optional<String>> askedFor = new ArrayList<>();

        @Override
        public long size() {
            return 2;
        }

        @Override
        public CacheOverview.NodeCounts of(Optional<String> tenant) {
            askedFor.add(tenant);
            return CacheOverview.NodeCounts.of(3, 1, 0, 10, 30, 0.1, 0.3);
        }
    }
}
