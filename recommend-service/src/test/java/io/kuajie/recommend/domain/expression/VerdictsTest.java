package io.kuajie.recommend.domain.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final int MANY = 20_000;
    private static final int ENOUGH = 1 << 15;

    private final Town town = new Town(true);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void of_moreItemsThanPlaces_soonNoneIsAskedAgain() {
        // Given
        AtomicInteger room = new AtomicInteger(ENOUGH);
        Verdicts verdicts = new Verdicts(room);
        List<ItemNode> items = items();
        for (int pass = 0; pass < 8; pass++) {
            ask(verdicts, items);
        }
        int before = asked.get();

        // When
        ask(verdicts, items);

        // Then
        assertThat(asked.get() - before).isZero();
        assertThat(room).hasValue(Verdicts.LEAST_PLACES);
    }

    @Test
    void of_noRoom_itemsAreAskedAgainAndNothingIsTaken() {
        // Given
        AtomicInteger room = new AtomicInteger(Verdicts.LEAST_PLACES - 1);
        Verdicts verdicts = new Verdicts(room);
        List<ItemNode> items = items();
        ask(verdicts, items);

        // When
        ask(verdicts, items);

        // Then
        assertThat(asked).hasValueGreaterThan(MANY);
        assertThat(room).hasValue(Verdicts.LEAST_PLACES - 1);
    }

    @Test
    void release_afterGrowth_givesAllRoomBackOnceAndAnswersStill() {
        // Given
        AtomicInteger room = new AtomicInteger(ENOUGH);
        Verdicts verdicts = new Verdicts(room);
        List<ItemNode> items = items();
        ask(verdicts, items);

        // When
        verdicts.release();
        verdicts.release();
        for (int pass = 0; pass < 4; pass++) {
            ask(verdicts, items);
        }

        // Then
        assertThat(room).hasValue(ENOUGH);
    }

    /** Each answer is checked. */
    private void ask(Verdicts verdicts, List<ItemNode> items) {
        for (ItemNode item : items) {
            boolean holds = verdicts.of(item, this::condition, () -> true);
            assertThat(holds).isEqualTo(item.number() % 3 == 0);
        }
    }

    private boolean condition(ItemNode item) {
        asked.incrementAndGet();
        return item.number() % 3 == 0;
    }

    private List<ItemNode> items() {
        List<ItemNode> items = new ArrayList<>(MANY);
        for (int item = 0; item < MANY; item++) {
            items.add(town.items.of(Town.key("blossom:" + item)));
        }
        return items;
    }
}
