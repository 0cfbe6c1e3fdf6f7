package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetinginsights.idempotency.Samples.key;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreScopeTest {

    private final StoreScope customer = StoreScope.ofTenant("acme").withCustomerTag("0123456789abcdef");

    @Test
    void isWrittenWithAStarForEachPartThatIsFree() {
        assertThat(StoreScope.ALL.text()).isEqualTo("*:*:*");
        assertThat(StoreScope.ofTenant("acme").text()).isEqualTo("acme:*:*");
        assertThat(customer.text()).isEqualTo("acme:0123456789abcdef:*");
        assertThat(StoreScope.ALL.withIdempotencyKey("k").text()).isEqualTo("*:*:k");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(StoreScope.parse(customer.text())).contains(customer);
        assertThat(StoreScope.parse("*:*:*")).contains(StoreScope.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:b", "a:b:c:d"})
    void isNothingThatItDidNotWrite(String text) {
        assertThat(StoreScope.parse(text)).isEmpty();
    }

    @Test
    void ofATenantHasNothingOfOneWhoseNameBeginsLikeIt() {
        assertThat(StoreScope.ofTenant("acme").contains(key("acme", "-"))).isTrue();
        assertThat(StoreScope.ofTenant("acme").contains(key("acme-2", "-"))).isFalse();
    }

    @Test
    void ofACustomerHasNothingOfThoseWhoNameNone() {
        assertThat(customer.contains(key("acme", "0123456789abcdef"))).isTrue();
        assertThat(customer.contains(key("acme", CustomerTag.NONE))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a:b", "a/b"})
    void hasNoPartThatAStoreKeyCannotHave(String part) {
        assertThatThrownBy(() -> new StoreScope(Optional.of(part), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreScope.ALL.withCustomerTag(part)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreScope.ALL.withIdempotencyKey(part)).isInstanceOf(IllegalArgumentException.class);
    }
}
