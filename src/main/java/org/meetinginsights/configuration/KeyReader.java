package org.meetinginsights.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads configuration keys one by one and notes what is wrong with them, so that whoever has to mend the configuration
 * sees all of it at once. Not thread-safe.
 */
final class KeyReader {

    private final List<String> complaints = new ArrayList<>();
    private final Function<String, Optional<String>> source;

    KeyReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    String oneOf(String key, String otherwise, List<String> allowed) {
        String value = text(key).orElse(otherwise);
        if (!allowed.contains(value)) {
            complain(key, value, "one of " + String.join(", ", allowed));
            return otherwise;
        }
        return value;
    }

    int integer(String key, int otherwise, int least, int most) {
        Optional<String> value = text(key);
        try {
            int number = value.map(Integer::parseInt).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        complain(key, value.orElse(Integer.toString(otherwise)), "a whole number from " + least + " to " + most);
        return otherwise;
    }

    BigDecimal decimalAbove0(String key, String otherwise, int most) {
        String value = text(key).orElse(otherwise);
        try {
            BigDecimal number = new BigDecimal(value);
            if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        complain(key, value, "a number above 0 and at most " + most);
        return new BigDecimal(otherwise);
    }

    Optional<BigDecimal> price(String key) {
        return text(key).flatMap(value -> {
            try {
                BigDecimal number = new BigDecimal(value);
                if (number.signum() >= 0) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException e) {
                // Said below, as for a negative number.
            }
            complain(key, value, "a price in USD per million tokens, 0 or more");
            return Optional.empty();
        });
    }

    Optional<URI> httpUri(String key) {
        return text(key).flatMap(value -> {
            try {
                URI uri = new URI(value);
                if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                    return Optional.of(uri);
                }
            } catch (java.net.URISyntaxException e) {
                // Said below, as for another scheme.
            }
            complain(key, value, "an http or https URL");
            return Optional.empty();
        });
    }

    /**
     * Secrets with commas between them, or this word in the place of one.
     *
     * @return nothing in the place of the word; that alone where the key is not set
     */
    List<Optional<byte[]>> secretsOr(String word, String key, int bytes) {
        return Stream.of(text(key).orElse(word).split(",", -1))
                .map(String::strip)
                .map(value -> value.equals(word)
                        ? Optional.<byte[]>empty()
                        : secret(key, value, bytes, " or " + word + ", several with commas between them"))
                .toList();
    }

    private Optional<byte[]> secret(String key, String value, int bytes, String more) {
        try {
            byte[] secret = Base64.getDecoder().decode(value);
            if (secret.length == bytes) {
                return Optional.of(secret);
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for another length.
        }
        complain(key, "(not shown)", bytes + " bytes in base64" + more);
        return Optional.empty();
    }

    void complain(String key, String value, String allowed) {
        complaints.add(
                "The configuration key " + key + " has the value \"" + value + "\"; allowed is " + allowed + ".");
    }

    /** @throws ConfigurationException if anything was wrong */
    void refuseIfWrong() {
        if (!complaints.isEmpty()) {
            throw new ConfigurationException(complaints);
        }
    }
}
