package io.kuajie.profile.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.kernel.LeafKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events, links, unlinks and demands in random order, with crashes after which every store holds the state of another moment since the last
 * commit, records of the time since then were never acknowledged, and the input since then comes again, the topics in another order
 * against each other.
 */
class CrashTopologyTest {
    private static final List<LeafKey> LEAVES = List.of(
            LeafKey.parse("academy:a"),
            LeafKey.parse("academy:b"),
            LeafKey.parse("blossom:c"),
            LeafKey.parse("blossom:d"));
    private static final List<String> STORES = List.of(ProfileTopology.PEOPLE);
    private static final int STEPS = 120;

    /** What stood where after a step: in stores, in the internal topic (a count), and in profile.state. */
    private record Moment(
            Map<String, Map<String, byte[]>> contentByStore, int snapshots, Map<String, Profile> profiles) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyInterleaving_withCrashesAndReplays_equalsTheNaiveFold(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = Step.random(random, LEAVES, leaf -> 0, STEPS);
        NaiveFold naive = new NaiveFold(Harness.HALF_LIFE);
        steps.forEach(naive::take);

        // When
        try (Harness harness = run(steps, random)) {
            // Then
            naive.assertEquals(harness.profiles);
            naive.assertStored(harness.stored(ProfileTopology.PEOPLE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyInterleavingWithDemands_withCrashesAndReplays_leavesNothingOfTheForgotten(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = Step.withDemands(random, Step.random(random, LEAVES, leaf -> 0, STEPS));
        NaiveFold naive = new NaiveFold(Harness.HALF_LIFE);
        steps.forEach(naive::take);

        // When
        try (Harness harness = run(steps, random)) {
            harness.pass(Duration.ofSeconds(2));

            // Then
            naive.assertEquals(harness.profiles);
            naive.assertStored(harness.stored(ProfileTopology.PEOPLE));
            Map<String, byte[]> stored = harness.stored(ProfileTopology.PEOPLE);
            naive.unknownOf(LEAVES).forEach(leaf -> assertThat(stored).doesNotContainKey(leaf.toString()));
            naive.unknownOf(LEAVES)
                    .forEach(leaf -> assertThat(stored.values())
                            .noneMatch(bytes -> new String(bytes, ISO_8859_1).contains(leaf.toString())));
        }
    }

    private static Harness run(List<Step> steps, RandomGenerator random) {
        Harness harness = new Harness();
        List<TestRecord<String, LeafSnapshot>> told = new ArrayList<>();
        List<Moment> moments = new ArrayList<>(List.of(moment(harness, 0)));
        for (int i = 0; i < steps.size(); i++) {
            harness.send(steps.get(i));
            told.addAll(harness.snapshots());
            moments.add(moment(harness, told.size()));
            if (random.nextInt(25) == 0 || i == steps.size() - 1) {
                int committed = Math.max(0, i + 1 - random.nextInt(12));
                harness.close();
                harness = restarted(moments, committed, told, steps.subList(0, i + 1), random);
                reordered(steps.subList(committed, i + 1), random).forEach(harness::send);
                told.addAll(harness.snapshots());
                // A later crash never goes back behind what was committed after this one.
                Moment now = moment(harness, told.size());
                moments.replaceAll(moment -> now);
            }
        }
        return harness;
    }

    /**
     * Every store as of another moment since the commit, because change logs are not atomic with each other. The internal topic has
     * what was acknowledged, at least what the people's store has seen; profile.state has less than that.
     */
    private static Harness restarted(
            List<Moment> moments,
            int committed,
            List<TestRecord<String, LeafSnapshot>> told,
            List<Step> sent,
            RandomGenerator random) {
        // Demands are known before anything is read.
        KnownErasures erasures = new KnownErasures();
        sent.forEach(step -> {
            if (step instanceof Step.Demand demand) {
                erasures.note(demand.leaf(), Records.at(demand.seconds()));
            }
        });
        Harness harness = new Harness(erasures);
        int people = random.nextInt(committed, moments.size());
        int acknowledged = random.nextInt(people, moments.size());
        int written = random.nextInt(committed, people + 1);
        restore(harness, ProfileTopology.PEOPLE, moments.get(people));
        harness.profiles.putAll(moments.get(written).profiles());
        told.subList(moments.get(acknowledged).snapshots(), told.size()).clear();
        List.copyOf(told.subList(moments.get(committed).snapshots(), told.size()))
                .forEach(harness::send);
        return harness;
    }

    private static void restore(Harness harness, String store, Moment moment) {
        harness.restore(store, moment.contentByStore().getOrDefault(store, Map.of()));
    }

    private static Moment moment(Harness harness, int snapshots) {
        Map<String, Map<String, byte[]>> contentByStore = new HashMap<>();
        STORES.forEach(store -> contentByStore.put(store, harness.stored(store)));
        return new Moment(contentByStore, snapshots, new TreeMap<>(harness.profiles));
    }

    /** Each topic keeps its order; against each other they have none. */
    private static List<Step> reordered(List<Step> steps, RandomGenerator random) {
        List<List<Step>> topics = new ArrayList<>();
        for (Class<?> kind : List.of(Step.Event.class, Step.Word.class, Step.Demand.class)) {
            topics.add(new ArrayList<>(steps.stream().filter(kind::isInstance).toList()));
        }
        List<Step> merged = new ArrayList<>();
        while (merged.size() < steps.size()) {
            List<Step> topic = topics.get(random.nextInt(topics.size()));
            if (!topic.isEmpty()) {
                merged.add(topic.removeFirst());
            }
        }
        return merged;
    }
}
