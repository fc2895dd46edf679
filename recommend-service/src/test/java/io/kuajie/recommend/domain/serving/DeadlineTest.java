package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.compiled;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With clocks that stand still, or go on by one each time they are looked at. */
class DeadlineTest {
    private final Town town = new Town(true);
    private final Asks asks = Asks.at(ACADEMY, BEAUTY).user("ann").count(3);

    @BeforeEach
    void settle() {
        for (int item = 0; item < 9; item++) {
            town.list("blossom:item" + item, "物品" + item, item % 2 == 0 ? "even" : "odd");
            for (int person = 0; person < 10 - item; person++) {
                String likes = "blossom:item" + item + (item % 2 == 0 ? "/even" : "/odd");
                town.person("p" + item + "-" + person, "", bought(likes), studied("academy:course" + item + "/c"));
            }
        }
        town.person("ann", "", studied("academy:course8/c"));
    }

    @Test
    void time_enough_leavesNothingOut() {
        // When
        Answer answer = town.recommender.recommend(asks.ask());

        // Then
        assertThat(answer.leftOut()).isEmpty();
        assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
        assertThat(answer.items()).hasSize(3);
    }

    @Test
    void time_overFromTheStart_stillGivesAFullListOfWhatIsPopular() {
        // When
        Answer answer = town.recommender.recommend(
                asks.deadline(Deadline.in(0, () -> 0)).ask());

        // Then
        assertThat(answer.leftOut()).containsExactly("model", "sources", "clicks", "offers");
        assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
        assertThat(answer.items())
                .extracting(item -> item.node().key().id())
                .containsExactly("item0", "item1", "item2");
    }

    @Test
    void filter_thatTakesTooLong_givesAShorterListAndNothingItDoesNotAllow() {
        // Given: one look for the model and each of six sources, one for clicks, then two items
        AtomicLong clock = new AtomicLong();
        Deadline deadline = Deadline.in(11, clock::getAndIncrement);

        // When
        Answer answer = town.recommender.recommend(asks.filter(compiled(Use.FILTER, "item.category == 'even'"))
                .deadline(deadline)
                .ask());

        // Then
        assertThat(answer.leftOut()).contains("filter").doesNotContain("sources");
        assertThat(answer.items())
                .hasSizeBetween(1, 2)
                .allSatisfy(item -> assertThat(item.node().category()).isEqualTo("even"));
    }

    @Test
    void boost_thatTakesTooLong_isLeftOut() {
        // Given
        AtomicLong clock = new AtomicLong();
        Deadline deadline = Deadline.in(7, clock::getAndIncrement);

        // When
        Answer answer = town.recommender.recommend(
                asks.boost(compiled(Use.BOOST, "2.0")).deadline(deadline).ask());

        // Then
        assertThat(answer.leftOut()).contains("boost");
        assertThat(answer.items()).hasSize(3);
    }
}
