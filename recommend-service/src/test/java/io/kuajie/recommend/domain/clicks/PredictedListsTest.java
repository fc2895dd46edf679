package io.kuajie.recommend.domain.clicks;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.compiled;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.clicks.ClickLearner.Verdict;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.serving.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Item 3 is the least popular, and clicked most. */
class PredictedListsTest {
    private static final int ITEMS = 4;
    private static final double[] RATES = {0.05, 0.03, 0.04, 0.5};

    private final Town town = new Town(true);
    private final Asks asks = Asks.at(ACADEMY, BEAUTY).count(ITEMS);

    PredictedListsTest() {
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:item" + item, "物品" + item, "things");
            for (int person = 0; person < 20 - 4 * item; person++) {
                town.person("p" + item + "-" + person, "", bought("blossom:item" + item + "/things"));
            }
        }
    }

    @Test
    void list_whereClicksArePredicted_isInTheirOrderAndSaysSo() {
        // Given
        Answer before = town.recommender.recommend(asks.ask());
        assertThat(ids(before)).startsWith("item0").endsWith("item3");
        assertThat(before.items())
                .allSatisfy(item -> assertThat(item.candidateScore()).isNull());

        // When
        town.clickRankers.use(learnt());
        Answer after = town.recommender.recommend(asks.ask());

        // Then
        assertThat(ids(after)).startsWith("item3");
        assertThat(after.model()).isEqualTo(before.model() + "+clicks-1");
        assertThat(after.items().getFirst().score())
                .isGreaterThan(2 * after.items().get(1).score());
        assertThat(after.items().getFirst().candidateScore())
                .isEqualTo(before.items().getLast().score());
    }

    @Test
    void boost_whereClicksArePredicted_stillCounts() {
        // Given
        town.clickRankers.use(learnt());

        // When
        Answer boosted = town.recommender.recommend(asks.boost(compiled(Use.BOOST, "item.id == 'item1' ? 100.0 : 1.0"))
                .ask());

        // Then
        assertThat(ids(boosted)).startsWith("item1", "item3");
    }

    private ClickRanker learnt() {
        SplittableRandom random = new SplittableRandom(1);
        List<Outcome> outcomes = new ArrayList<>();
        for (int list = 0; list < 2_000; list++) {
            int[] items = new int[ITEMS];
            double[] scores = new double[ITEMS];
            byte[] kinds = new byte[ITEMS];
            for (int place = 0; place < ITEMS; place++) {
                int item = (list + place) % ITEMS;
                items[place] = town.items.of(Town.key("blossom:item" + item)).number();
                scores[place] = 0.5 - 0.1 * item;
                kinds[place] = (byte) (random.nextDouble() < RATES[item] ? 3 : 1);
            }
            outcomes.add(new Outcome(
                    new ServedList(
                            new UUID(1, list),
                            NOW.plusSeconds(list),
                            ACADEMY,
                            null,
                            "",
                            "",
                            ModelKind.NONE,
                            0,
                            items,
                            scores,
                            new int[0],
                            new int[0],
                            new double[0]),
                    kinds));
        }
        ClickLearner learner = new ClickLearner(town.items, 1);
        learner.learn(outcomes.stream(), Instant.MAX);
        return ((Verdict.Accepted) learner.judge("clicks-1")).ranker();
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.node().key().id()).toList();
    }
}
