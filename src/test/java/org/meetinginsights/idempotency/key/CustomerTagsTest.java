package org.meetinginsights.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomerTagsTest {

    private static final CustomerTag NEW = new CustomerTag(Optional.of(new byte[] {2}));
    private static final CustomerTag OLD = new CustomerTag(Optional.of(new byte[] {1}));

    @Test
    void theFirstOneIsThatOfToday() {
        assertThat(new CustomerTags(List.of(NEW, OLD)).current()).isSameAs(NEW);
    }

    @Test
    void aCustomerHasATagOfEach() {
        assertThat(new CustomerTags(List.of(NEW, OLD)).of("CUST456"))
                .containsExactly(NEW.of("CUST456"), OLD.of("CUST456"));
    }

    @Test
    void whoNamesNoCustomerHasOneAndTheSame() {
        assertThat(new CustomerTags(List.of(NEW, OLD)).of("")).containsExactly("-");
    }

    @Test
    void withoutAnyThereIsNothingToStoreUnder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerTags(List.of()));
    }
}
