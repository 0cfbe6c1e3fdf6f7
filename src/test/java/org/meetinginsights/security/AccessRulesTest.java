package org.meetinginsights.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    private final List<ApiKey> keys =
            IntStream.range(0, 5).mapToObj(i -> key("id-" + i, "key-" + i)).toList();
    private final AccessRules rules = new AccessRules(keys, false);

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void aKeyIsFoundAtAnyPosition(int which) {
        assertThat(rules.ownerOf(presented("key-" + which)).map(Identity::keyId))
                .contains("id-" + which);
    }

    @Test
    void anUnknownKeyHasNoOwner() {
        assertThat(rules.ownerOf(presented("key-5"))).isEmpty();
        assertThat(new AccessRules(List.of(), false).ownerOf(presented("key-0")))
                .isEmpty();
    }

    @Test
    void theHashOfAKeyIsNotAccepted() {
        String hash = HexFormat.of().formatHex(keys.get(0).hash());

        assertThat(rules.ownerOf(presented(hash))).isEmpty();
    }

    @Test
    void hashesAreNotShown() {
        assertThat(rules.toString())
                .contains("id-3")
                .doesNotContain(HexFormat.of().formatHex(keys.get(3).hash()).substring(0, 8));
    }

    private static ApiKey key(String id, String key) {
        return new ApiKey(new Identity("acme", Role.CALLER, id), presented(key).hash());
    }

    private static ApiKeyCredential presented(String key) {
        return ApiKeyCredential.of(List.of("Bearer " + key)).orElseThrow();
    }
}
