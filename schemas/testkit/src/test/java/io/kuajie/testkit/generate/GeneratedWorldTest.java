package io.kuajie.testkit.generate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedWorldTest {
    private static final Instant FROM = Instant.parse("2026-03-01T16:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(28));

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void world_sameSeed_sameEventsItemsAndLinks(long seed) {
        // Given
        GeneratedWorld.Settings settings = GeneratedWorld.Settings.of(seed, 200, 500, FROM, TO);

        // When
        GeneratedWorld first = new GeneratedWorld(settings);
        GeneratedWorld second = new GeneratedWorld(settings);

        // Then
        assertThat(first.events().toList()).isEqualTo(second.events().toList());
        assertThat(first.links().toList()).isEqualTo(second.links().toList());
        assertThat(first.catalogue("academy").items().toList())
                .isEqualTo(second.catalogue("academy").items().toList());
    }

    @Test
    void world_otherSeed_otherEvents() {
        // Given
        GeneratedWorld first = world(1, 200, 300);
        GeneratedWorld second = world(2, 200, 300);

        // When
        List<GeneratedEvent> events = first.events().toList();

        // Then
        assertThat(events).isNotEqualTo(second.events().toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 17, 3000})
    void events_askedForSessions_areThatManySessions(long sessions) {
        // Given
        GeneratedWorld world = world(5, 300, sessions);

        // When
        long distinct =
                world.events().map(GeneratedWorldTest::session).distinct().count();

        // Then
        assertThat(distinct).isEqualTo(sessions);
    }

    @Test
    void events_ofAnyWorld_areInOrderWithinTheRangeAndHaveUniqueIds() {
        // Given
        GeneratedWorld world = world(9, 500, 2000);

        // When
        List<GeneratedEvent> events = world.events().toList();

        // Then
        assertThat(events).extracting(GeneratedEvent::timestamp).isSorted();
        assertThat(events).allSatisfy(event -> assertThat(event.timestamp()).isBetween(FROM, TO.minusMillis(1)));
        assertThat(events).extracting(GeneratedEvent::messageId).doesNotHaveDuplicates();
    }

    @Test
    void people_sharedShare_isKnownAtEveryPartner() {
        // Given
        GeneratedWorld world = world(3, 1000, 1);

        // When
        List<GeneratedPerson> shared =
                world.population().people().filter(GeneratedPerson::isShared).toList();

        // Then
        assertThat(shared).hasSize(250);
        assertThat(world.links()).hasSize(250);
        assertThat(world.population().people())
                .allSatisfy(person -> assertThat(person.userByPartner()).isNotEmpty());
    }

    @Test
    void people_ofOnePartner_haveAccountsOfTheirOwn() {
        // Given
        GeneratedWorld world = world(3, 5000, 1);
        Set<String> accounts = new HashSet<>();

        // When
        long all = world.population()
                .people()
                .flatMap(person -> person.userByPartner().entrySet().stream())
                .peek(account -> accounts.add(account.getKey() + account.getValue()))
                .count();

        // Then
        assertThat(accounts).hasSize(Math.toIntExact(all));
    }

    @Test
    void sharedPeople_strongestTaste_showsAtBothPartnersMoreThanChance() {
        // Given
        GeneratedWorld world = world(11, 400, 8000);
        Map<String, int[]> ownAndAllByPartner = new HashMap<>();
        Map<String, Map<Interest, Integer>> eventsByInterest = new HashMap<>();

        // When
        world.events().forEach(event -> {
            GeneratedPerson person = world.population().person(event.person());
            eventsByInterest
                    .computeIfAbsent(event.partner(), p -> new EnumMap<>(Interest.class))
                    .merge(event.interest(), 1, Integer::sum);
            if (person.isShared()) {
                int[] ownAndAll = ownAndAllByPartner.computeIfAbsent(event.partner(), p -> new int[2]);
                ownAndAll[0] += person.ranked().getFirst() == event.interest() ? 1 : 0;
                ownAndAll[1]++;
            }
        });

        // Then
        assertThat(ownAndAllByPartner).containsOnlyKeys("academy", "blossom");
        ownAndAllByPartner.forEach((partner, ownAndAll) -> {
            double share = (double) ownAndAll[0] / ownAndAll[1];
            assertThat(share)
                    .as("share of the strongest taste at %s", partner)
                    .isGreaterThan(2 * mostCommon(requireNonNull(eventsByInterest.get(partner))));
        });
    }

    @Test
    void sessions_ofFourWeeks_peakInTheEveningAndAtWeekends() {
        // Given
        GeneratedWorld world = world(13, 500, 6000);

        // When
        var starts = world.events()
                .collect(Collectors.toMap(
                        GeneratedWorldTest::session,
                        event -> event.timestamp().atZone(Rhythm.ZONE),
                        (first, later) -> first))
                .values();

        // Then
        long evening = starts.stream()
                .filter(at -> at.getHour() >= 19 && at.getHour() < 23)
                .count();
        long night = starts.stream()
                .filter(at -> at.getHour() >= 2 && at.getHour() < 6)
                .count();
        long weekend = starts.stream()
                .filter(at -> at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY)
                .count();
        assertThat(evening).isGreaterThan(8 * night);
        assertThat((double) weekend / starts.size()).isBetween(0.34, 0.42);
    }

    @Test
    void funnel_ofManySessions_narrowsTowardsTheOrder() {
        // Given
        GeneratedWorld world = world(17, 500, 5000);

        // When
        Map<String, Long> count =
                world.events().collect(Collectors.groupingBy(GeneratedEvent::name, Collectors.counting()));

        // Then
        assertThat(count.get("Product Viewed")).isGreaterThan(3 * requireNonNull(count.get("Product Added")));
        assertThat(count.get("Product Added")).isGreaterThan(count.get("Order Completed"));
        assertThat(count.get("Order Completed")).isGreaterThan(100);
        assertThat(count)
                .containsKeys("Products Searched", "Product Added to Wishlist", "Product Reviewed", "Course Started");
    }

    @Test
    void events_ofAHugeWorld_comeWithoutMakingItWhole() {
        // Given
        GeneratedWorld world = world(19, 1_000_000_000L, 1_000_000_000_000L);

        // When
        List<GeneratedEvent> first = world.events().limit(100).toList();

        // Then
        assertThat(first).hasSize(100);
    }

    @Test
    void catalogue_smallerThanItsShelves_isRefused() {
        // Given
        var settings = new GeneratedWorld.Settings(1, List.of(Storefront.ACADEMY), 3, 10, 0, 1, FROM, TO);

        // When, Then
        assertThatThrownBy(() -> new GeneratedWorld(settings)).hasMessageContaining("needs at least 8 items");
    }

    @Test
    void catalogue_items_haveBothLanguagesPricesAndIdsOfTheirOwn() {
        // Given
        GeneratedWorld world = world(23, 10, 1);

        // When
        List<GeneratedItem> items =
                new ArrayList<>(world.catalogue("blossom").items().toList());

        // Then
        assertThat(items).hasSize(120).extracting(GeneratedItem::id).doesNotHaveDuplicates();
        assertThat(items).allSatisfy(item -> {
            assertThat(item.title().chinese()).matches(".*\\p{IsHan}.*");
            assertThat(item.title().english()).matches("\\p{ASCII}+");
            assertThat(item.priceFen()).isPositive();
        });
    }

    private static GeneratedWorld world(long seed, long people, long sessions) {
        return new GeneratedWorld(GeneratedWorld.Settings.of(seed, people, sessions, FROM, TO));
    }

    private static String session(GeneratedEvent event) {
        return event.messageId().substring(0, event.messageId().lastIndexOf('-'));
    }

    private static double mostCommon(Map<Interest, Integer> events) {
        double all = events.values().stream().mapToInt(Integer::intValue).sum();
        return events.values().stream().mapToInt(Integer::intValue).max().orElse(0) / all;
    }
}
