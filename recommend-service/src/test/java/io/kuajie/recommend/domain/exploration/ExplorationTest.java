package io.kuajie.recommend.domain.exploration;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static final int DRAWS = 1_000_000;
    private static final int LISTS = 20_000;
    private static final int ITEMS = 8;

    @Test
    void draws_aMillionOverManyPools_passTheChiSquareTestAgainstTheirPropensities() {
        // Given: pools of two to eight choices for clusters and items of which nothing to much is known, by rates and
        // by a linear model
        SplittableRandom random = new SplittableRandom(1);
        Town town = town();
        List<Bandit> bandits = List.of(new Arms(Duration.ofDays(1)), new LinearArms(town.items, Duration.ofDays(1)));
        hear(bandits, random, town);
        List<double[]> pools = new ArrayList<>();
        for (int pool = 0; pool < 100; pool++) {
            int size = 2 + pool % Exploration.RUNNERS_UP;
            int first = pool;
            int[] items = IntStream.range(0, size)
                    .map(choice -> number(town, (first + choice) % ITEMS))
                    .toArray();
            double[] odds = random.doubles(size, -4, 4).toArray();
            double share = random.nextDouble(0.05, 1);
            pools.add(new Exploration(share, 0)
                    .probabilities(bandits.get(pool % 2).chances("c" + pool % 7, items, odds)));
        }
        int[][] drawn = new int[pools.size()][Exploration.RUNNERS_UP + 1];

        // When
        for (int draw = 0; draw < DRAWS; draw++) {
            int pool = draw % pools.size();
            drawn[pool][new Exploration(0.5, random.nextDouble()).choose(pools.get(pool))]++;
        }

        // Then: the statistic is about normal with mean f and variance 2f; 2.33 deviations are one in a hundred
        double statistic = 0;
        int freedom = 0;
        for (int pool = 0; pool < pools.size(); pool++) {
            double[] probabilities = pools.get(pool);
            for (int choice = 0; choice < probabilities.length; choice++) {
                double expected = probabilities[choice] * DRAWS / pools.size();
                statistic += (drawn[pool][choice] - expected) * (drawn[pool][choice] - expected) / expected;
            }
            freedom += probabilities.length - 1;
        }
        assertThat(statistic).isLessThan(freedom + 2.33 * Math.sqrt(2.0 * freedom));
    }

    @Test
    void lists_withDiversityAndFilter_showItemsAsOftenAsTheirPropensitySays() {
        // Given
        Town town = town();
        Asks asks = Asks.at(ACADEMY, BEAUTY).user("ann").count(3).diversity(0.5);
        List<ItemKey> plain = keys(town.recommender.recommend(asks.ask()));
        SplittableRandom random = new SplittableRandom(2);
        Map<ItemKey, Integer> shown = new HashMap<>();
        Map<ItemKey, Double> propensity = new HashMap<>();

        // When
        for (int list = 0; list < LISTS; list++) {
            Answer answer = town.recommender.recommend(
                    asks.exploration(new Exploration(0.6, random.nextDouble())).ask());
            Recommended last = answer.items().getLast();
            shown.merge(last.node().key(), 1, Integer::sum);
            propensity.put(last.node().key(), last.propensity());
            assertThat(keys(answer).subList(0, 2)).isEqualTo(plain.subList(0, 2));
            assertThat(answer.items().getFirst().propensity()).isEqualTo(1);
            assertThat(answer.choices().getFirst().node().key()).isEqualTo(plain.getLast());
            assertThat(answer.choices().stream()
                            .mapToDouble(Choice::probability)
                            .sum())
                    .isCloseTo(1, within(1e-9));
        }

        // Then
        assertThat(shown).hasSize(6);
        shown.forEach((item, times) -> {
            double chance = Objects.requireNonNull(propensity.get(item));
            double deviation = Math.sqrt(LISTS * chance * (1 - chance));
            assertThat((double) times).as("%s", item).isCloseTo(LISTS * chance, within(4 * deviation));
        });
    }

    @Test
    void list_thatNothingFollows_isNotExplored() {
        // When
        Answer answer = town().recommender
                .recommend(Asks.at(ACADEMY, BEAUTY)
                        .count(50)
                        .exploration(new Exploration(1, 0.99))
                        .ask());

        // Then
        assertThat(answer.choices()).isEmpty();
        assertThat(answer.arm()).isEmpty();
        assertThat(answer.items())
                .allSatisfy(item -> assertThat(item.propensity()).isEqualTo(1));
    }

    @Test
    void exploration_ofImpossibleShare_isRefused() {
        assertThatThrownBy(() -> new Exploration(1.5, 0)).hasMessageContaining("share");
    }

    /** What became of explored places in five clusters, of some items more than of others. */
    private static void hear(List<Bandit> bandits, SplittableRandom random, Town town) {
        for (int list = 0; list < 2_000; list++) {
            int item = random.nextInt(1 + random.nextInt(ITEMS));
            ServedList served = new ServedList(
                    new UUID(1, list),
                    Town.NOW,
                    ACADEMY,
                    null,
                    "c" + random.nextInt(5),
                    "home",
                    ModelKind.NONE,
                    0,
                    new int[] {number(town, item)},
                    new double[] {random.nextDouble()},
                    new int[0],
                    new int[] {number(town, item)},
                    new double[] {1});
            boolean isClicked = random.nextDouble() < 0.02 * (1 + item);
            for (Bandit bandit : bandits) {
                bandit.hear(Kind.SHOWN, served, 0, Town.NOW);
                if (isClicked) {
                    bandit.hear(Kind.CLICKED, served, 0, Town.NOW);
                }
            }
        }
    }

    private static int number(Town town, int item) {
        return town.items.of(Town.key("blossom:item" + item)).number();
    }

    private static Town town() {
        Town town = new Town(true);
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:item" + item, "物品" + item, "category" + item % 3);
            for (int person = 0; person <= item; person++) {
                town.person(
                        "p" + item + "-" + person,
                        "c1",
                        studied("academy:make-up/make-up"),
                        bought("blossom:item" + item + "/category" + item % 3));
            }
        }
        town.person("ann", "c1", studied("academy:make-up/make-up"));
        return town;
    }

    private static List<ItemKey> keys(Answer answer) {
        return answer.items().stream().map(item -> item.node().key()).toList();
    }
}
