package org.meetinginsights.configuration.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the values of configuration keys and collects the errors, so that an operator sees all of them at once. An invalid
 * value is replaced by the default until {@link #throwIfInvalid}. Not thread-safe.
 */
final class ConfigurationValues {

    private static final String SECRET = "(not shown)";

    private static final String SERVICE_LINK =
            " Kubernetes sets such a value in each pod for a service of that name; set"
                    + " enableServiceLinks: false in the pod's spec.";

    private final List<String> errors = new ArrayList<>();
    private final Function<String, Optional<String>> source;

    /** @param source the value of a key, if it is set */
    ConfigurationValues(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    String oneOf(String key, String otherwise, List<String> allowed) {
        return parsed(key, otherwise, Function.identity(), allowed::contains, "one of " + String.join(", ", allowed))
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return Boolean.parseBoolean(oneOf(key, Boolean.toString(otherwise), List.of("true", "false")));
    }

    int integer(String key, int otherwise, int least, int most) {
        return parsed(
                        key,
                        Integer.toString(otherwise),
                        Integer::valueOf,
                        number -> number >= least && number <= most,
                        "a whole number from " + least + " to " + most)
                .orElse(otherwise);
    }

    BigDecimal decimalAbove0(String key, String otherwise, int most) {
        return parsed(
                        key,
                        otherwise,
                        BigDecimal::new,
                        number -> number.signum() > 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0,
                        "a number above 0 and at most " + most)
                .orElseGet(() -> new BigDecimal(otherwise));
    }

    Optional<BigDecimal> price(String key) {
        return text(key)
                .flatMap(value -> parsed(
                        key,
                        value,
                        BigDecimal::new,
                        price -> price.signum() >= 0,
                        "a price in USD per million tokens, 0 or more"));
    }

    Optional<URI> httpUri(String key) {
        return text(key)
                .flatMap(value -> parsed(
                        key,
                        value,
                        URI::create,
                        uri -> List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                                && uri.getHost() != null,
                        "an http or https URL"));
    }

    /**
     * Secrets in base64 with commas between them. This word may be in the place of a secret.
     *
     * @return empty in the place of the word; only that if the key is not set
     */
    List<Optional<byte[]>> secretsOr(String word, String key, int bytes) {
        String allowed = bytes + " bytes in base64 or " + word + ", several with commas between them";
        return Stream.of(text(key).orElse(word).split(",", -1))
                .map(String::strip)
                .map(value -> value.equals(word) ? Optional.<byte[]>empty() : secret(key, value, bytes, allowed))
                .toList();
    }

    private Optional<byte[]> secret(String key, String value, int bytes, String allowed) {
        Optional<byte[]> secret = parsed(value, Base64.getDecoder()::decode, decoded -> decoded.length == bytes);
        if (secret.isEmpty()) {
            reject(key, SECRET, allowed);
        }
        return secret;
    }

    /** The key's value, or this other one, if it is allowed. */
    private <T> Optional<T> parsed(
            String key, String otherwise, Function<String, T> parser, Predicate<T> isAllowed, String allowed) {
        String value = text(key).orElse(otherwise);
        Optional<T> parsed = parsed(value, parser, isAllowed);
        if (parsed.isEmpty()) {
            reject(key, value, allowed);
        }
        return parsed;
    }

    private static <T> Optional<T> parsed(String value, Function<String, T> parser, Predicate<T> isAllowed) {
        try {
            return Optional.of(parser.apply(value)).filter(isAllowed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void reject(String key, String value, String allowed) {
        String cause = value.startsWith("tcp://") ? SERVICE_LINK : "";
        errors.add("The configuration key " + key + " has the value \"" + value + "\"; allowed is " + allowed + "."
                + cause);
    }

    /** @throws ConfigurationException if there was an error */
    void throwIfInvalid() {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
    }
}
