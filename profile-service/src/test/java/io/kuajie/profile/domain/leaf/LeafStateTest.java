package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafStateTest {
    private static final PartnerId PARTNER = new PartnerId("blossom");
    private static final HalfLife MONTH = HalfLife.ofDays(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void state_randomEventsInAnyOrder_equalsRecomputation(long seed) {
        // Given
        List<LeafEvent> events = events(seed, 300);
        Collections.shuffle(events, new Random(seed));
        NaiveLeaf naive = new NaiveLeaf(MONTH);
        LeafState state = new LeafState(MONTH);

        // When
        for (int i = 0; i < events.size(); i++) {
            LeafEvent event = LeafEvents.at(events.get(i), i);
            naive.add(event);
            state.apply(event);
            if (i % 50 == 0) {
                state = LeafCodec.decode(LeafCodec.encode(state));
            }
        }

        // Then
        assertSame(state, naive);
    }

    @Test
    void apply_positionNotAboveHighest_changesNothing() {
        // Given
        LeafState state = new LeafState(MONTH);
        List<LeafEvent> events = events(11, 50);
        events.forEach(state::apply);
        byte[] before = LeafCodec.encode(state);

        // When
        boolean changed = events.stream().map(state::apply).reduce(false, Boolean::logicalOr);

        // Then
        assertThat(changed).isFalse();
        assertThat(LeafCodec.encode(state)).isEqualTo(before);
    }

    @Test
    void apply_otherPartition_isRefused() {
        LeafState state = new LeafState(MONTH);
        state.apply(LeafEvents.random(new SplittableRandom(1), PARTNER, 0, 5));

        assertThatThrownBy(() -> state.apply(LeafEvents.random(new SplittableRandom(2), PARTNER, 1, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1@9");
    }

    @Test
    void mass_lateEvent_countsAsIfInTime() {
        // Given
        LeafState state = new LeafState(MONTH);
        state.apply(LeafEvents.browse(1, START.plus(Duration.ofDays(300)), "new", item(1)));

        // When
        state.apply(LeafEvents.browse(2, START.plus(Duration.ofDays(270)), "old", item(2)));

        // Then
        Instant at = state.lastAt();
        assertThat(state.massByDimension().getOrDefault(new DimensionKey("browse", "beauty", "old"), Double.NaN)
                        * state.factor(at))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void items_moreThanBound_keepHeaviestAndNewest() {
        // Given
        LeafState state = new LeafState(MONTH);
        long offset = 0;
        for (int item = 0; item < 10; item++) {
            for (int times = 0; times < 5; times++) {
                state.apply(LeafEvents.browse(offset++, START, "c" + item, item(item)));
            }
        }

        // When
        for (int item = 100; item < 400; item++) {
            state.apply(LeafEvents.browse(offset++, START, "c" + item, item(item)));
        }

        // Then
        assertThat(state.traceByItem()).hasSize(LeafState.MOST_ITEMS).containsKeys(item(0), item(9), item(399));
        assertThat(state.massByDimension()).hasSize(LeafState.MOST_DIMENSIONS);
        assertThat(state.events()).isEqualTo(350);
    }

    @Test
    void counts_endlessCustomNames_stayBoundedAndExactInSum() {
        LeafState state = new LeafState(MONTH);

        for (int i = 0; i < 500; i++) {
            LeafEvent event = LeafEvents.browse(i, START, "", item(1));
            state.apply(new LeafEvent(
                    event.position(),
                    START,
                    new io.kuajie.kernel.Action("Custom " + i),
                    event.domain(),
                    "",
                    null,
                    0,
                    1,
                    null));
        }

        assertThat(state.countByAction()).hasSize(LeafState.MOST_ACTIONS + 1);
        assertThat(state.events()).isEqualTo(500);
    }

    private static void assertSame(LeafState state, NaiveLeaf naive) {
        Instant at = naive.lastAt();
        assertThat(state.lastAt()).isEqualTo(at);
        assertThat(state.firstAt()).isEqualTo(naive.firstAt());
        assertThat(state.countByAction()).isEqualTo(naive.counts());
        assertThat(state.spendByCurrency()).isEqualTo(naive.spend());
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        state.declared().latest().forEach((trait, word) -> declared.put(trait, word.value()));
        assertThat(declared).isEqualTo(naive.declared());
        assertThat(state.massByDimension().keySet()).isEqualTo(naive.masses(at).keySet());
        naive.masses(at)
                .forEach((key, mass) -> assertThat(
                                state.massByDimension().getOrDefault(key, Double.NaN) * state.factor(at))
                        .isCloseTo(mass, within(1e-6)));
        naive.itemMasses(at).forEach((item, mass) -> {
            ItemTrace trace = Objects.requireNonNull(state.traceByItem().get(ItemKey.parse(item)));
            assertThat(state.massOf(trace) * state.factor(at)).isCloseTo(mass, within(1e-6));
            assertThat(trace.isOwned()).isEqualTo(naive.owned().get(item));
        });
    }

    private static List<LeafEvent> events(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LeafEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(LeafEvents.random(random, PARTNER, 0, i));
        }
        return events;
    }

    private static ItemKey item(int number) {
        return new ItemKey(PARTNER, "i" + number);
    }
}
