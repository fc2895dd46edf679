package io.kuajie.ingest.domain.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonSequencesTest {
    private static final long NOON = 1_760_000_040_000L;
    private static final String SOMEBODY = "somebody";

    private final PersonSequences sequences =
            new PersonSequences(Map.of(Pursuit.VIEWING, 10, Pursuit.ORDERING, 5, Pursuit.REVIEWING, 5));

    @Test
    void isImpossible_moreDifferentItemsThanTheBound_holdsForTheRest() {
        assertThat(impossible(25, n -> view(SOMEBODY, "item-" + n, NOON + n * 1_000L)))
                .isEqualTo(15);
    }

    @Test
    void expect_anybody_countsNothing() {
        // Given
        IntFunction<RawEvent> views = n -> view(SOMEBODY, "item-" + n, NOON + n * 1_000L);
        // When / Then
        assertThat(impossible(25, n -> {
                    sequences.expect(List.of(
                            new Sighting(views.apply(n).leaf(), NOON),
                            new Sighting(view("other", "item", NOON).leaf(), NOON + 60_000)));
                    return views.apply(n);
                }))
                .isEqualTo(15);
    }

    @Test
    void isImpossible_moreOrdersOrReviewsThanTheBound_holdsForTheRest() {
        assertThat(impossible(8, n -> order("order-" + n))).isEqualTo(3);
        assertThat(impossible(8, n -> event(SOMEBODY, "evaluate", "item-" + n, null, NOON)))
                .isEqualTo(3);
    }

    @Test
    void isImpossible_theSameFewItemsAgainAndAgain_neverHolds() {
        assertThat(impossible(1_000, n -> view(SOMEBODY, "item-" + n % 10, NOON)))
                .isZero();
    }

    @Test
    void isImpossible_oneOrderOfManyProducts_neverHolds() {
        assertThat(impossible(100, n -> event(SOMEBODY, "buy", "item-" + n, "one", NOON)))
                .isZero();
    }

    @Test
    void isImpossible_sameItemsLookedAtAndReviewed_areCountedApart() {
        // Given
        assertThat(impossible(10, n -> view(SOMEBODY, "item-" + n, NOON))).isZero();
        // Then
        assertThat(impossible(5, n -> event(SOMEBODY, "evaluate", "item-" + n, null, NOON)))
                .isZero();
    }

    @Test
    void isImpossible_spreadOverMinutes_neverHolds() {
        assertThat(impossible(1_000, n -> view(SOMEBODY, "item-" + n, NOON + n * 6_000L, NOON + n * 6_000L)))
                .isZero();
    }

    @Test
    void isImpossible_recordedLongAgoOrWithoutAThing_isNotCounted() {
        assertThat(impossible(100, n -> view(SOMEBODY, "item-" + n, NOON - 86_400_000)))
                .isZero();
        assertThat(impossible(100, n -> event(SOMEBODY, "browse", null, null, NOON)))
                .isZero();
        assertThat(impossible(100, n -> event(SOMEBODY, "click", "item-" + n, null, NOON)))
                .isZero();
    }

    @Test
    void isImpossible_withoutBounds_neverHolds() {
        // Given
        PersonSequences unbounded = new PersonSequences(Map.of(Pursuit.VIEWING, 0));
        // Then
        assertThat(IntStream.range(0, 10_000).filter(n -> unbounded.isImpossible(view(SOMEBODY, "item-" + n, NOON))))
                .isEmpty();
    }

    @Test
    void isImpossible_manyPeopleBelowTheBound_holdsForNobody() {
        // Given: more people at once than the table has shelves
        Random random = new Random(1);
        // Then
        assertThat(impossible(200_000, n -> view("p" + n % 50_000, "item-" + n / 50_000, NOON + random.nextInt(1_000))))
                .isZero();
    }

    @Test
    void isImpossible_againstAnExactCount_neverHoldsTooEarlyAndNotMuchTooLate() {
        // Given
        int most = 300;
        PersonSequences usual = new PersonSequences(Map.of(Pursuit.VIEWING, most));
        Random random = new Random(7);
        Set<String> exact = new HashSet<>();
        // Then
        for (int n = 0; n < 2_000; n++) {
            String item = "item-" + random.nextInt(1_500);
            exact.add(item);
            boolean told = usual.isImpossible(view(SOMEBODY, item, NOON));
            if (told) {
                assertThat(exact).hasSizeGreaterThan(most);
            } else {
                assertThat(exact).hasSizeLessThan(most * 5 / 4);
            }
        }
    }

    @Test
    void bounds_outOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonSequences(Map.of(Pursuit.VIEWING, 701)))
                .withMessageContaining("701");
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonSequences(Map.of(Pursuit.ORDERING, -1)));
    }

    private long impossible(int events, IntFunction<RawEvent> event) {
        return IntStream.range(0, events)
                .filter(n -> sequences.isImpossible(event.apply(n)))
                .count();
    }

    private static RawEvent order(String order) {
        return event(SOMEBODY, "buy", "lip-1", order, NOON);
    }

    static RawEvent view(String person, String item, long occurredAt) {
        return view(person, item, occurredAt, NOON);
    }

    private static RawEvent view(String person, String item, long occurredAt, long receivedAt) {
        return event(person, "browse", item, null, occurredAt, receivedAt);
    }

    private static RawEvent event(
            String person, String action, @Nullable String item, @Nullable String order, long occurredAt) {
        return event(person, action, item, order, occurredAt, NOON);
    }

    private static RawEvent event(
            String person,
            String action,
            @Nullable String item,
            @Nullable String order,
            long occurredAt,
            long receivedAt) {
        return new RawEvent(
                new LeafKey(new PartnerId("academy"), person),
                false,
                "m",
                "track",
                null,
                action,
                "course",
                occurredAt,
                receivedAt,
                new Details(item, null, 1, null, null, null, null, null, null, null, order, null),
                Client.UNKNOWN,
                null,
                Origin.http(null));
    }
}
