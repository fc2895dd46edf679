package io.kuajie.local.portrait;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.terminal.DisplayWidth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/** A person as lines of text, made of what profile-service answers. */
public final class PortraitLines {
    private static final int HEADING = 11;
    private static final int NAME = 28;
    private static final int BAR = 30;
    private static final int MOST_INTERESTS = 5;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    private final List<String> lines = new ArrayList<>();

    private PortraitLines() {}

    /** @param locale of the group's title, such as zh-CN */
    public static List<String> of(JsonNode profile, JsonNode portrait, String locale) {
        PortraitLines text = new PortraitLines();
        text.who(profile, portrait, locale);
        text.declared(portrait, locale);
        text.purchases(portrait);
        text.opinion(portrait);
        text.bars("interests", portrait.path("interests"), "share");
        text.bars("next", portrait.path("next"), "probability");
        text.outlook(portrait.path("propensities"));
        text.line("hours", columns(portrait.path("hours")) + "  from 0 to 23");
        text.line("weekdays", columns(portrait.path("weekdays")) + "  from Monday");
        return text.lines;
    }

    private void who(JsonNode profile, JsonNode portrait, String locale) {
        JsonNode cluster = profile.path("cluster");
        line("person", portrait.path("person").asText());
        line("stage", portrait.path("stage").asText());
        line("group", cluster.isMissingNode() ? "none yet" : group(cluster, locale));
        List<String> sides = new ArrayList<>();
        profile.path("leaves")
                .forEach(leaf -> sides.add("%,d %s at %s"
                        .formatted(
                                leaf.path("events").asLong(),
                                leaf.path("events").asLong() == 1 ? "event" : "events",
                                leaf.path("partner").asText())));
        line("seen", String.join(", ", sides));
    }

    /** A group of few people has no title. */
    private static String group(JsonNode cluster, String locale) {
        String id = cluster.path("id").asText();
        return cluster.has("fewerThan")
                ? "%s, of fewer than %d people"
                        .formatted(id, cluster.path("fewerThan").asLong())
                : "%s (%s)".formatted(cluster.path("titles").path(locale).asText(), id);
    }

    private void declared(JsonNode portrait, String locale) {
        List<String> said = new ArrayList<>();
        portrait.path("declared")
                .forEach(trait -> said.add(trait.path("titles").path(locale).asText()));
        if (!said.isEmpty()) {
            line("declared", String.join(", ", said));
        }
    }

    private void purchases(JsonNode portrait) {
        for (JsonNode spend : portrait.path("spend")) {
            String above = spend.has("percentile")
                    ? ", more than %s of buyers".formatted(percent(spend.path("percentile")))
                    : "";
            line("spend", money(spend.path("amount")) + above);
        }
        JsonNode rfm = portrait.path("rfm");
        if (rfm.path("recency").asInt() > 0) {
            line(
                    "scores",
                    "recency %d, frequency %d, money %d of 5"
                            .formatted(
                                    rfm.path("recency").asInt(),
                                    rfm.path("frequency").asInt(),
                                    rfm.path("monetary").asInt()));
        }
        if (portrait.has("priceSensitivity")) {
            line(
                    "prices",
                    "buys %s cheaper than what is looked at".formatted(percent(portrait.path("priceSensitivity"))));
        }
    }

    private void opinion(JsonNode portrait) {
        if (portrait.has("rating")) {
            line("ratings", "%.1f stars".formatted(portrait.path("rating").asDouble()));
        }
        if (portrait.has("tone")) {
            line("tone", "%+.2f of -1 to 1".formatted(portrait.path("tone").asDouble()));
        }
    }

    private void outlook(JsonNode propensities) {
        if (propensities.isMissingNode()) {
            return;
        }
        line(
                "outlook",
                "within %d days: buys %s, is not seen %s"
                        .formatted(
                                propensities.path("days").asInt(),
                                percent(propensities.path("buy")),
                                percent(propensities.path("churn"))));
        bars("buys of", propensities.path("tastes"), "buy");
    }

    private void bars(String heading, JsonNode entries, String share) {
        double largest = 0;
        for (JsonNode entry : entries) {
            largest = Math.max(largest, entry.path(share).asDouble());
        }
        for (int i = 0; i < Math.min(entries.size(), MOST_INTERESTS); i++) {
            JsonNode entry = entries.get(i);
            double part = entry.path(share).asDouble();
            String bar = "█".repeat((int) Math.round(BAR * part / Math.max(largest, Double.MIN_NORMAL)));
            line(
                    i == 0 ? heading : "",
                    DisplayWidth.fit(name(entry), NAME) + " " + (bar + " " + percent(entry.path(share))).strip());
        }
    }

    private static String name(JsonNode entry) {
        if (entry.has("action")) {
            return entry.path("action").asText();
        }
        String category = entry.path("category").asText();
        return entry.path("domain").asText() + (category.isEmpty() ? "" : " · " + category);
    }

    private static String columns(JsonNode counts) {
        long largest = Math.max(
                1,
                IntStream.range(0, counts.size())
                        .mapToLong(i -> counts.get(i).asLong())
                        .max()
                        .orElse(1));
        StringBuilder columns = new StringBuilder();
        for (JsonNode count : counts) {
            columns.append(HEIGHTS.charAt((int) Math.ceilDiv((HEIGHTS.length() - 1) * count.asLong(), largest)));
        }
        return columns.toString();
    }

    private static String percent(JsonNode share) {
        return "%.0f %%".formatted(100 * share.asDouble());
    }

    private static String money(JsonNode amount) {
        Currency currency = Currency.getInstance(amount.path("currency").asText());
        int digits = currency.getDefaultFractionDigits();
        return "%s %,.{digits}f"
                .replace("{digits}", Integer.toString(digits))
                .formatted(currency, amount.path("minorUnits").asLong() / Math.pow(10, digits));
    }

    private void line(String heading, String text) {
        lines.add((DisplayWidth.fit(heading, HEADING) + text).stripTrailing());
    }
}
