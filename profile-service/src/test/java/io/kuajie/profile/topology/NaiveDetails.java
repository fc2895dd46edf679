package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.NaivePerson;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;

/** Compares what profiles don't tell, as it is stored and as the service shows it, with the recomputation. */
final class NaiveDetails {
    private static final Offset<Double> MILLIONTH = within(1e-6);
    private static final double NEXT_TO_NOTHING = 1e-9;
    private static final List<Window> WINDOWS = List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH);
    private static final int HOURS = 24;

    private NaiveDetails() {}

    static void assertStored(NaivePerson naive, Portrait stored) {
        for (Duration later :
                List.of(Duration.ZERO, Duration.ofMinutes(31), Duration.ofHours(30), Duration.ofDays(9))) {
            Instant at = naive.lastAt().plus(later);
            Map<String, Map<DimensionKey, Double>> recent = new TreeMap<>();
            WINDOWS.forEach(window -> recent.put(window.toString(), stored.recent(window, at)));
            assertRecent(recent, naive.recent(at));
        }
        Map<Integer, Long> habits = new TreeMap<>();
        stored.details().habits().visit(habits::put);
        assertThat(habits).isEqualTo(naive.habits());
        Map<String, Long> transitions = new TreeMap<>();
        stored.details()
                .transitions()
                .visit((pair, count) -> transitions.put(
                        ActionCode.name(ActionCode.first(pair)) + ">" + ActionCode.name(ActionCode.second(pair)),
                        count));
        assertThat(transitions).isEqualTo(naive.transitions());
        assertThat(ActionCode.name(stored.details().lastAction())).isEqualTo(naive.lastAction());
        assertThat(stored.purchases().lastBuyMillis()).isEqualTo(naive.lastBuyMillis());
        assertThat(stored.purchases().priceSensitivity()).isCloseTo(naive.priceSensitivity(), MILLIONTH);
        assertThat(stored.purchases().meanRating()).isCloseTo(naive.meanRating(), MILLIONTH);
        assertThat(stored.purchases().meanTone()).isCloseTo(naive.meanTone(), MILLIONTH);
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        stored.details().declared().latest().forEach((trait, word) -> declared.put(trait, word.value()));
        assertThat(declared).isEqualTo(naive.declared());
    }

    /** @param export all that the service hands out of the person, as of when it says */
    static void assertShown(NaivePerson naive, JsonNode export) {
        Instant exportedAt = Instant.parse(export.path("exportedAt").asText());
        Instant at = exportedAt.isBefore(naive.lastAt()) ? naive.lastAt() : exportedAt;
        JsonNode portrait = export.path("portrait");
        assertRecent(recent(portrait.path("recent")), naive.recent(at));
        long[] hours = new long[HOURS];
        long[] weekdays = new long[7];
        naive.habits().forEach((hourOfWeek, count) -> {
            hours[hourOfWeek % HOURS] += count;
            weekdays[hourOfWeek / HOURS] += count;
        });
        assertThat(numbers(portrait.path("hours"))).isEqualTo(hours);
        assertThat(numbers(portrait.path("weekdays"))).isEqualTo(weekdays);
        assertThat(portrait.path("priceSensitivity").asDouble(Double.NaN))
                .isCloseTo(naive.priceSensitivity(), MILLIONTH);
        assertThat(portrait.path("rating").asDouble(Double.NaN)).isCloseTo(naive.meanRating(), MILLIONTH);
        assertThat(portrait.path("tone").asDouble(Double.NaN)).isCloseTo(naive.meanTone(), MILLIONTH);
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        portrait.path("declared")
                .forEach(word -> declared.put(
                        Trait.fromWireName(word.path("trait").asText()).orElseThrow(),
                        word.path("value").asText()));
        assertThat(declared).isEqualTo(naive.declared());
    }

    private static Map<String, Map<DimensionKey, Double>> recent(JsonNode shown) {
        Map<String, Map<DimensionKey, Double>> recent = new TreeMap<>();
        shown.properties().forEach(window -> {
            Map<DimensionKey, Double> weights = new HashMap<>();
            window.getValue()
                    .forEach(one -> weights.put(
                            new DimensionKey(
                                    one.path("action").asText(),
                                    one.path("domain").asText(),
                                    one.path("category").asText()),
                            one.path("weight").asDouble()));
            recent.put(window.getKey(), weights);
        });
        return recent;
    }

    private static void assertRecent(
            Map<String, Map<DimensionKey, Double>> found, Map<String, Map<DimensionKey, Double>> naive) {
        assertThat(found).containsOnlyKeys(naive.keySet());
        naive.forEach((window, weights) -> {
            Map<DimensionKey, Double> telling = new HashMap<>(found.getOrDefault(window, Map.of()));
            telling.values().removeIf(weight -> Math.abs(weight) < NEXT_TO_NOTHING);
            assertThat(telling).containsOnlyKeys(weights.keySet());
            weights.forEach((kind, weight) -> assertThat(telling.getOrDefault(kind, Double.NaN))
                    .as("%s of %s", window, kind)
                    .isCloseTo(weight, MILLIONTH));
        });
    }

    private static long[] numbers(JsonNode shown) {
        long[] numbers = new long[shown.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = shown.get(i).asLong();
        }
        return numbers;
    }
}
