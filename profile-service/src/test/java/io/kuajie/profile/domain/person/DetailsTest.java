package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.SparseCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<LeafEvent> BROWSED_THEN_BOUGHT =
            List.of(LeafEvents.act(1, at(10), Action.BROWSE), LeafEvents.act(2, at(20), Action.BUY));
    private static final List<LeafEvent> SEARCHED_THEN_SHARED =
            List.of(LeafEvents.act(1, at(12), Action.SEARCH), LeafEvents.act(2, at(30), Action.SHARE));

    @Test
    void transitions_withALateEvent_followTheOrderOfArrival() {
        // When
        Details details = Portraits.of(List.of(
                        LeafEvents.act(1, at(10), Action.BROWSE),
                        LeafEvents.act(2, at(20), Action.BUY),
                        LeafEvents.act(3, at(0), Action.SEARCH)))
                .details();

        // Then
        assertThat(details.transitions())
                .isEqualTo(counts(pair(Action.BROWSE, Action.BUY), pair(Action.BUY, Action.SEARCH)));
        assertThat(details.lastAction()).isEqualTo(ActionCode.of("search"));
    }

    @Test
    void transitions_ofTwoSides_areThoseOnEither() {
        Details details =
                Portraits.ofBoth(BROWSED_THEN_BOUGHT, SEARCHED_THEN_SHARED).details();

        assertThat(details.transitions())
                .isEqualTo(counts(pair(Action.BROWSE, Action.BUY), pair(Action.SEARCH, Action.SHARE)));
    }

    @Test
    void lastAction_ofTwoSides_isThatOfTheSideActiveLast() {
        assertThat(Portraits.ofBoth(BROWSED_THEN_BOUGHT, SEARCHED_THEN_SHARED)
                        .details()
                        .lastAction())
                .isEqualTo(ActionCode.of("share"));
        assertThat(Portraits.ofBoth(SEARCHED_THEN_SHARED, BROWSED_THEN_BOUGHT)
                        .details()
                        .lastAction())
                .isEqualTo(ActionCode.of("share"));
    }

    @Test
    void habits_ofTwoSides_areAddedUp() {
        // When
        Details details = Portraits.ofBoth(
                        List.of(
                                LeafEvents.act(1, START, Action.BROWSE, 0),
                                LeafEvents.act(2, START, Action.BROWSE, 80),
                                LeafEvents.act(3, START, Action.BROWSE)),
                        List.of(
                                LeafEvents.act(1, START, Action.BROWSE, 80),
                                LeafEvents.act(2, START, Action.BROWSE, 167)))
                .details();

        // Then
        assertThat(details.habits()).isEqualTo(counts(0, 80, 80, 167));
    }

    private static Instant at(long hours) {
        return START.plus(Duration.ofHours(hours));
    }

    private static int pair(Action first, Action second) {
        return ActionCode.transition(ActionCode.of(first.name()), ActionCode.of(second.name()));
    }

    private static SparseCounts counts(int... keys) {
        SparseCounts counts = new SparseCounts();
        for (int key : keys) {
            counts.add(key, 1);
        }
        return counts;
    }
}
