package io.kuajie.recommend.domain.live;

import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.learning.History;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.serving.Answer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People of four groups, each with ten items of its own. */
class LearnerTest {
    private static final int GROUP = 10;
    private static final int SWAPS = 20_000;
    private static final Set<String> BOTH = Set.of("co-occurrence-1+first", "co-occurrence-1+second");

    private final Workers workers = Workers.of(1);
    private final Learner learner = new Learner(workers, 1, Effort.QUICK, line -> {});
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
        LiveModel model = accepted(learner.learn(snapshot(), "m1", NOW, null, true));
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

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6})
    void learn_peopleWithoutTastes_isRefused(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        int[][] rows = new int[500][];
        for (int person = 0; person < rows.length; person++) {
            // Each item by its own chance, whatever else is there.
            rows[person] = IntStream.range(0, 100)
                    .filter(item -> random.nextDouble() < 0.6 / (1 + 0.2 * item))
                    .toArray();
        }
        Interactions noise = Samples.of(100, 100, rows);
        String[] domains = new String[100];
        Arrays.fill(domains, "beauty");

        // When
        Snapshot snapshot = new Snapshot(noise, IntStream.range(0, 100).toArray(), domains);
        Outcome outcome = learner.learn(snapshot, "m1", NOW, null, true);

        // Then
        assertThat(
                        outcome instanceof Outcome.Accepted(LiveModel model)
                                ? model.settings() + " " + model.quality() + " " + model.baseline()
                                : "refused")
                .isEqualTo("refused");
    }

    @Test
    void learn_worseThanTheModelInUse_isRefused() {
        // Given
        settle();
        LiveModel known = accepted(learner.learn(snapshot(), "known", NOW, null, true));
        LiveModel better = withQuality(known, 2);

        // When
        Outcome outcome = learner.learn(snapshot(), "poor", NOW, better, false);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void rollBack_afterTwoModels_givesTheFirstAndThenNone() {
        // Given
        settle();
        LiveModel first = accepted(learner.learn(snapshot(), "first", NOW, null, true));
        town.models.use(first);
        town.models.use(accepted(learner.learn(snapshot(), "second", NOW, first, false)));

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
        LiveModel first = accepted(learner.learn(snapshot(), "first", NOW, null, true));
        LiveModel second = accepted(learner.learn(snapshot(), "second", NOW, first, false));
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

    @Test
    void list_ofSomebodyTheModelKnows_isInTheOrderThatEvaluationMeasures() {
        // Given
        settle();
        LiveModel model = accepted(learner.learn(snapshot(), "m1", NOW, null, true));
        town.models.use(model);
        town.person("newcomer", "", bought("blossom:i3"), bought("blossom:i5"), bought("blossom:i7"));

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).user("newcomer").count(12).ask());

        // Then
        DomainModel beauty = model.domains().getFirst();
        int[] history = IntStream.range(0, beauty.targets())
                .filter(place -> Set.of("i3", "i5", "i7").contains(name(beauty, place)))
                .toArray();
        float[] scores = new float[beauty.targets()];
        beauty.warm().blend().score(new History(history, new float[] {1, 1, 1}), scores);
        List<String> expected = IntStream.range(0, scores.length)
                .filter(place -> IntStream.of(history).noneMatch(own -> own == place))
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -scores[place]))
                .limit(12)
                .map(place -> name(beauty, place))
                .toList();
        assertThat(answer.items()).extracting(item -> item.node().key().id()).containsExactlyElementsOf(expected);
    }

    @Test
    void opinion_ofSomebodyKnownInTwoDomains_isWhatEvaluationMeasures() {
        // Given: even items are of one domain, odd ones of the other; every group likes some of both.
        Interactions groups = Samples.groups(300, 8 * GROUP, 4, 10, 2);
        int[] items = IntStream.range(0, groups.items()).toArray();
        String[] domains = IntStream.of(items)
                .mapToObj(item -> item % 2 == 0 ? "beauty" : "course")
                .toArray(String[]::new);
        LiveModel model = accepted(learner.learn(new Snapshot(groups, items, domains), "m1", NOW, null, true));
        int[] own = groups.history(5).items();
        DomainModel beauty = model.domains().getFirst();
        float[] scores = new float[beauty.targets()];
        beauty.warm().blend().score(places(beauty, own), scores);

        // When
        double[] ones = IntStream.of(own).mapToDouble(item -> 1).toArray();
        try (Judgement.Opinion opinion = Objects.requireNonNull(
                Objects.requireNonNull(model.of("beauty")).about(own, ones))) {

            // Then
            for (int place = 0; place < scores.length; place++) {
                assertThat(opinion.of(beauty.itemByPlace()[place]))
                        .isCloseTo(beauty.warm().sharpness() * scores[place], within(1e-2));
            }
        }
        assertThat(IntStream.of(own)).anyMatch(item -> item % 2 == 1);
        assertThat(beauty.warm().settings()).contains("sources=");
    }

    private static History places(DomainModel domain, int[] items) {
        int[] places = IntStream.range(0, domain.itemByPlace().length)
                .filter(place -> IntStream.of(items).anyMatch(item -> item == domain.itemByPlace()[place]))
                .toArray();
        float[] ones = new float[places.length];
        Arrays.fill(ones, 1);
        return new History(places, ones);
    }

    private String name(DomainModel domain, int place) {
        return town.items.at(domain.itemByPlace()[place]).key().id();
    }

    private static LiveModel withQuality(LiveModel model, double factor) {
        List<DomainModel> domains = model.domains().stream()
                .map(domain -> new DomainModel(
                        domain.domain(),
                        domain.targets(),
                        domain.itemByPlace(),
                        withQuality(domain.warm(), factor),
                        domain.cold()))
                .toList();
        return new LiveModel(model.origin(), domains);
    }

    private static DomainModel.Mix withQuality(DomainModel.Mix mix, double factor) {
        return new DomainModel.Mix(
                mix.blend(),
                mix.recipes(),
                mix.settings(),
                mix.sharpness(),
                factor * mix.quality(),
                mix.baseline(),
                mix.trials());
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
        return Snapshot.of(town.population.people(), town.items.size(), 1000, town::domainNameOf);
    }

    private static LiveModel accepted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LiveModel model) -> model;
            case Outcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }
}
