package io.kuajie.profile.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonFactsTest {
    /** What each variable says half a day after the last event. */
    private static final Map<String, Object> EXPECTED = Map.ofEntries(
            Map.entry("person.cluster", "c7"),
            Map.entry("person.partners", List.of("academy", "blossom")),
            Map.entry("person.domains", List.of("course", "beauty")),
            // Heaviest first; of the like in the order of actions.
            Map.entry("person.categories", List.of("styling", "nails", "skin-care", "hair")),
            Map.entry("person.items", List.of("academy:lesson", "blossom:serum", "blossom:mask", "blossom:polish")),
            Map.entry("person.owned", List.of("academy:lesson", "blossom:serum")),
            Map.entry(
                    "person.strongest",
                    Map.of(
                            "academy:lesson", "buy",
                            "blossom:serum", "buy",
                            "blossom:mask", "click",
                            "blossom:polish", "buy")),
            Map.entry(
                    "person.counts",
                    Map.of(
                            "browse", 1L,
                            "buy", 3L,
                            "cart", 1L,
                            "click", 1L,
                            "evaluate", 1L,
                            "identify", 1L,
                            "learn", 1L,
                            "refund", 1L)),
            Map.entry("person.spend", Map.of("CNY", 1000L, "EUR", 400L)),
            Map.entry(
                    "person.interest",
                    Map.of(
                            "course",
                            8 + 1 / 32.0 + 4 / 1_048_576.0,
                            "styling",
                            8 + 1 / 32.0 + 4 / 1_048_576.0,
                            "beauty",
                            16 / 32.0,
                            "skin-care",
                            15 / 32.0,
                            "hair",
                            1 / 32.0,
                            "nails",
                            0.0)),
            Map.entry("person.stage", "loyal"),
            Map.entry("person.gender", "female"),
            Map.entry("person.age", "25-34"),
            Map.entry("person.country", "CN"),
            Map.entry("person.region", "CN-GD"),
            // 800 in the mean of what was bought for money, against 3200 of what was looked at.
            Map.entry("person.price_sensitivity", 0.75),
            Map.entry("person.rating", 4.0),
            Map.entry("person.tone", 0.5),
            Map.entry("recent.hour", Map.of()),
            Map.entry("recent.day", Map.of("buy", 8.0)),
            Map.entry(
                    "recent.week",
                    Map.of("browse", 1.0, "buy", 24.0, "cart", 4.0, "click", 1.0, "evaluate", 3.0, "refund", -8.0)),
            Map.entry(
                    "recent.month",
                    Map.of(
                            "browse", 1.0,
                            "buy", 24.0,
                            "cart", 4.0,
                            "click", 1.0,
                            "evaluate", 3.0,
                            "learn", 4.0,
                            "refund", -8.0)),
            Map.entry("days.since_last", 0.5),
            Map.entry("days.since_first", 20.5),
            Map.entry("days.since_purchase", 0.5),
            Map.entry(
                    "days.since_item",
                    Map.of("academy:lesson", 0.5, "blossom:serum", 5.5, "blossom:mask", 5.5, "blossom:polish", 5.5)));

    static Stream<Arguments> expected() {
        return EXPECTED.entrySet().stream().map(fact -> arguments(fact.getKey(), fact.getValue()));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void find_variable_hasThePromisedValue(String name, Object value) {
        // When
        Object found = facts(Duration.ofHours(12)).find(name).orElseThrow();

        // Then
        assertThat(found).isEqualTo(value);
    }

    @Test
    void vocabulary_allOfIt_isExpectedHere() {
        TreeSet<String> names = new TreeSet<>(Vocabulary.TYPES.keySet());
        // Has no value of its own: functions are asked of it.
        names.remove("recent");

        assertThat(EXPECTED.keySet()).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "0, hour, 8",
        "54, hour, 8",
        "60, hour, NaN",
        "60, day, 8",
        "1439, day, 8",
        "1440, day, NaN",
        "1440, week, 24",
        "5760, week, 8",
        "10080, week, NaN",
        "10080, month, 24",
        "43200, month, NaN"
    })
    void recent_minutesAfterwards_holdsWhatTheWindowDoes(int minutes, String window, double weight) {
        // When
        Map<?, ?> recent = (Map<?, ?>)
                facts(Duration.ofMinutes(minutes)).find("recent." + window).orElseThrow();

        // Then
        assertThat(Objects.requireNonNullElse(recent.get("buy"), Double.NaN)).isEqualTo(weight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person.gender",
                "person.age",
                "person.country",
                "person.region",
                "person.price_sensitivity",
                "person.rating",
                "person.tone",
                "days.since_purchase"
            })
    void find_whatIsUnknown_isEmpty(String name) {
        assertThat(new PersonFacts(KnownPerson.stranger(), "", KnownPerson.LAST).find(name))
                .isEmpty();
    }

    @Test
    void find_beforeTheLastEvent_isAsOfThatEvent() {
        assertThat(facts(Duration.ofDays(-3)).find("days.since_last")).contains(0.0);
    }

    @Test
    void find_again_isNotWorkedOutAnew() {
        PersonFacts facts = facts(Duration.ZERO);

        assertThat(facts.find("recent.week").orElseThrow())
                .isSameAs(facts.find("recent.week").orElseThrow());
    }

    private static PersonFacts facts(Duration later) {
        return new PersonFacts(KnownPerson.portrait(), "c7", KnownPerson.LAST.plus(later));
    }
}
