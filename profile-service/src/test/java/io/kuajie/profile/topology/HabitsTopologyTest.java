package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.person.PersonState;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Habits by local hour of the week, of events at one moment: the first of a Thursday in UTC. */
class HabitsTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final int WEDNESDAY_19 = 2 * 24 + 19;
    private static final int THURSDAY_1 = 3 * 24 + 1;
    private static final int THURSDAY_8 = 3 * 24 + 8;

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void event_inAZone_countsInTheHourAndDayThatItsClocksShow() {
        harness.send(event(ANNA, 1, "America/New_York"));

        assertThat(habits(ANNA)).isEqualTo(Map.of(WEDNESDAY_19, 1L));
    }

    @Test
    void event_withoutZoneOrInAnUnknownOne_countsByTheUsualZone() {
        harness.send(event(ANNA, 1, null));
        harness.send(event(ANNA, 2, "Mars/Olympus"));

        assertThat(harness.skipped).isEmpty();
        assertThat(habits(ANNA)).isEqualTo(Map.of(THURSDAY_8, 2L));
    }

    @Test
    void link_ofTwoLeaves_addsTheirHabitsUp() {
        // Given
        harness.send(event(ANNA, 1, "America/New_York"));
        harness.send(event(ANNA, 2, null));
        harness.send(event(BELLA, 3, "Europe/Paris"));
        harness.send(event(BELLA, 4, "America/New_York"));

        // When
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // Then
        assertThat(habits(ANNA)).isEqualTo(Map.of(WEDNESDAY_19, 2L, THURSDAY_1, 1L, THURSDAY_8, 1L));
    }

    private static Behavior event(LeafKey leaf, long offset, @Nullable String zone) {
        return Behavior.newBuilder(Records.behavior(leaf, offset, Action.BROWSE, "styling", 0))
                .setTimezone(zone)
                .build();
    }

    private Map<Integer, Long> habits(LeafKey person) {
        Map<Integer, Long> habits = new TreeMap<>();
        PersonState.of(person, harness.stored(ProfileTopology.PEOPLE).get(person.toString()))
                .portrait()
                .orElseThrow()
                .details()
                .habits()
                .visit(habits::put);
        return habits;
    }
}
