package org.meetinginsights.meeting.openai;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The published prices of models that take a response schema and a temperature. What is not on it has no known price:
 * a wrong cost is worse than none.
 */
final class PriceList {

    private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    private static final Map<String, Prices> PRICES = Map.of(
            "gpt-4o", Prices.of("2.50", "10.00"),
            "gpt-4o-mini", Prices.of("0.15", "0.60"),
            "gpt-4.1", Prices.of("2.00", "8.00"),
            "gpt-4.1-mini", Prices.of("0.40", "1.60"),
            "gpt-4.1-nano", Prices.of("0.10", "0.40"),
            // Dearer than the rest of its family.
            "gpt-4o-2024-05-13", Prices.of("5.00", "15.00"));

    private PriceList() {}

    /** The price of this model, or of its family if the name ends in a date. */
    static Optional<Prices> of(String model) {
        return Optional.ofNullable(PRICES.get(model))
                .or(() -> Optional.ofNullable(PRICES.get(DATE.matcher(model).replaceFirst(""))));
    }
}
