package io.kuajie.recommend.domain.live;

import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.serving.Answer;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People of four groups, each with ten items of its own. */
class LearnerTest {
    private static final int GROUP = 10;
    private static final int SWAPS = 20_000;
    private static final Set<String> BOTH = Set.of("co-occurrence-1+first", "co-occurrence-1+second");

    private final Workers workers = Workers.background(1);
    private final Learner learner = new Learner(workers, 1);
    private final Town town = new Town(true);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void learn_peopleOfGroups_isAcceptedAndFindsTheGroupsItems() {
        // Given
        settle();

        // When
        LiveModel model = accepted(learner.learn(snapshot(), "m1", NOW, null));
        town.models.use(model);
        town.person("newcomer", "", bought("blossom:i3"), bought("blossom:i5"), bought("blossom:i7"));
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).user("newcomer").count(6).ask());

        // Then
        assertThat(model.quality()).isGreaterThan(model.baseline());
        assertThat(answer.model()).isEqualTo("co-occurrence-1+m1");
        assertThat(answer.items())
                .filteredOn(item -> Integer.parseInt(item.node().key().id().substring(1)) < GROUP)
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void learn_peopleWithoutTastes_isRefused() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        int[][] rows = new int[500][];
        for (int person = 0; person < rows.length; person++) {
            rows[person] = IntStream.generate(() -> (int) (100 * Math.pow(random.nextDouble(), 3)))
                    .distinct()
                    .limit(8)
                    .sorted()
                    .toArray();
        }
        Interactions noise = Samples.of(100, 100, rows);

        // When
        Outcome outcome =
                learner.learn(new Snapshot(noise, IntStream.range(0, 100).toArray()), "m1", NOW, null);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void learn_worseThanTheModelInUse_isRefused() {
        // Given
        settle();
        LiveModel known = accepted(learner.learn(snapshot(), "known", NOW, null));
        LiveModel better = withQuality(known, 2 * known.quality());

        // When
        Outcome outcome = learner.learn(snapshot(), "poor", NOW, better);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void rollBack_afterTwoModels_givesTheFirstAndThenNone() {
        // Given
        settle();
        LiveModel first = accepted(learner.learn(snapshot(), "first", NOW, null));
        town.models.use(first);
        town.models.use(accepted(learner.learn(snapshot(), "second", NOW, first)));

        // When / Then
        assertThat(town.models.rollBack()).isSameAs(first);
        assertThat(town.models.rollBack()).isNull();
        assertThat(town.recommender
                        .recommend(Asks.at(BLOSSOM, BEAUTY).count(3).ask())
                        .model())
                .isEqualTo("co-occurrence-1");
    }

    @Test
    void use_whilePeopleAsk_neverLeavesAListEmpty() throws Exception {
        // Given
        settle();
        LiveModel first = accepted(learner.learn(snapshot(), "first", NOW, null));
        LiveModel second = accepted(learner.learn(snapshot(), "second", NOW, first));
        AtomicBoolean done = new AtomicBoolean();
        Set<String> models = ConcurrentHashMap.newKeySet();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            var readers = IntStream.range(0, 2)
                    .mapToObj(reader -> threads.submit(() -> ask(reader, done, models)))
                    .toList();
            for (int swap = 0; swap < SWAPS || !models.containsAll(BOTH); swap++) {
                town.models.use(swap % 2 == 0 ? first : second);
                if (swap % 7 == 6) {
                    town.models.rollBack();
                }
            }
            done.set(true);

            // Then: whatever a reader has thrown comes out here
            for (Future<?> reader : readers) {
                reader.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(models).containsAll(BOTH);
    }

    private void ask(int seed, AtomicBoolean done, Set<String> models) {
        SplittableRandom random = new SplittableRandom(seed);
        while (!done.get()) {
            Answer answer = town.recommender.recommend(Asks.at(BLOSSOM, BEAUTY)
                    .user("p" + random.nextInt(300))
                    .count(6)
                    .ask());
            assertThat(answer.items()).hasSize(6);
            models.add(answer.model());
        }
    }

    private static LiveModel withQuality(LiveModel model, double quality) {
        return new LiveModel(
                "better",
                model.learntAt(),
                model.people(),
                model.interactions(),
                model.settings(),
                model.itemByPlace(),
                model.factors(),
                model.neighbours(),
                model.weight(),
                model.usualDeviation(),
                quality,
                model.baseline());
    }

    private void settle() {
        Interactions groups = Samples.groups(300, 4 * GROUP, 4, 6, 2);
        for (int person = 0; person < groups.people(); person++) {
            Deed[] deeds = Arrays.stream(groups.history(person).items())
                    .mapToObj(item -> bought("blossom:i" + item))
                    .toArray(Deed[]::new);
            town.person("p" + person, "", deeds);
        }
    }

    private Snapshot snapshot() {
        return Snapshot.of(town.population.people(), town.items.size(), 1000);
    }

    private static LiveModel accepted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LiveModel model) -> model;
            case Outcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }
}
