package io.kuajie.profile.topology;

import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.kernel.LeafKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events, links and unlinks in random order, with crashes after which every store holds the state of another moment since the last
 * commit, records of the time since then were never acknowledged, and the input since then comes again, the two topics in another order
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
        Map<String, Profile> profiles = run(steps, random);

        // Then
        naive.assertEquals(profiles);
    }

    private static Map<String, Profile> run(List<Step> steps, RandomGenerator random) {
        Harness harness = new Harness();
        try {
            List<LeafSnapshot> told = new ArrayList<>();
            List<Moment> moments = new ArrayList<>(List.of(moment(harness, 0)));
            for (int i = 0; i < steps.size(); i++) {
                send(harness, steps.get(i));
                told.addAll(harness.snapshots());
                moments.add(moment(harness, told.size()));
                if (random.nextInt(25) == 0 || i == steps.size() - 1) {
                    int committed = Math.max(0, i + 1 - random.nextInt(12));
                    harness.close();
                    harness = restarted(moments, committed, told, random);
                    reordered(steps.subList(committed, i + 1), random).forEach(sender(harness));
                    told.addAll(harness.snapshots());
                    // A later crash never goes back behind what was committed after this one.
                    Moment now = moment(harness, told.size());
                    moments.replaceAll(moment -> now);
                }
            }
            return harness.profiles;
        } finally {
            harness.close();
        }
    }

    /**
     * Every store as of another moment since the commit, because change logs are not atomic with each other. The internal topic has
     * what was acknowledged, at least what the people's store has seen; profile.state has less than that.
     */
    private static Harness restarted(
            List<Moment> moments, int committed, List<LeafSnapshot> told, RandomGenerator random) {
        Harness harness = new Harness();
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

    /** Each topic keeps its order; against each other the two have none. */
    private static List<Step> reordered(List<Step> steps, RandomGenerator random) {
        List<Step> events = new ArrayList<>(
                steps.stream().filter(Step.Event.class::isInstance).toList());
        List<Step> words = new ArrayList<>(
                steps.stream().filter(Step.Word.class::isInstance).toList());
        List<Step> merged = new ArrayList<>();
        while (!events.isEmpty() || !words.isEmpty()) {
            boolean takesEvent = words.isEmpty() || !events.isEmpty() && random.nextBoolean();
            merged.add((takesEvent ? events : words).removeFirst());
        }
        return merged;
    }

    private static Consumer<Step> sender(Harness harness) {
        return step -> send(harness, step);
    }

    private static void send(Harness harness, Step step) {
        switch (step) {
            case Step.Event event -> harness.send(event.record());
            case Step.Word word -> harness.send(word.record());
        }
    }
}
