package org.meetinginsights.meeting.openai;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meetinginsights.meeting.openai.billing.TokenPrices;

/**
 * What is published about models that take a response schema and a temperature. A model that is not listed has no known
 * price: no cost is better than a wrong one.
 */
final class ModelCatalog {

    private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    private static final int GPT_4O = 128_000;
    private static final int GPT_4_1 = 1_047_576;

    /** Most models in use today have a context of at least this size. */
    private static final int OTHERS = 128_000;

    private static final Map<String, Entry> MODELS = Map.of(
            "gpt-4o", new Entry(GPT_4O, TokenPrices.of("2.50", "10.00")),
            "gpt-4o-mini", new Entry(GPT_4O, TokenPrices.of("0.15", "0.60")),
            "gpt-4.1", new Entry(GPT_4_1, TokenPrices.of("2.00", "8.00")),
            "gpt-4.1-mini", new Entry(GPT_4_1, TokenPrices.of("0.40", "1.60")),
            "gpt-4.1-nano", new Entry(GPT_4_1, TokenPrices.of("0.10", "0.40")),
            // It costs more than the rest of its family.
            "gpt-4o-2024-05-13", new Entry(GPT_4O, TokenPrices.of("5.00", "15.00")));

    /** @param contextTokens request and completion together */
    private record Entry(int contextTokens, TokenPrices prices) {}

    private ModelCatalog() {}

    static int contextTokens(String model) {
        return find(model).map(Entry::contextTokens).orElse(OTHERS);
    }

    static Optional<TokenPrices> prices(String model) {
        return find(model).map(Entry::prices);
    }

    /** The entry of this model, or of its family if the name ends in a date. */
    private static Optional<Entry> find(String model) {
        return Optional.ofNullable(MODELS.get(model))
                .or(() -> Optional.ofNullable(MODELS.get(DATE.matcher(model).replaceFirst(""))));
    }
}
