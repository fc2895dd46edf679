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
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events, links and unlinks in random order, with crashes after which every store holds the state of another moment since the last
 * commit, and everything since then comes again, the two topics in another order against each other.
 */
class CrashTopologyTest {
    private static final List<LeafKey> LEAVES = List.of(
            LeafKey.parse("academy:a"),
            LeafKey.parse("academy:b"),
            LeafKey.parse("blossom:c"),
            LeafKey.parse("blossom:d"));
    private static final List<String> STORES =
            List.of(ProfileTopology.LEAVES, ProfileTopology.LINKS, ProfileTopology.PEOPLE);
    private static final int STEPS = 120;

    /** What stood where after a step. */
    private record Moment(Map<String, Map<String, byte[]>> contentByStore, int snapshots) {}

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
        Map<String, Profile> profiles = new TreeMap<>();
        try {
            List<LeafSnapshot> told = new ArrayList<>();
            List<Moment> moments = new ArrayList<>(List.of(moment(harness, 0)));
            for (int i = 0; i < steps.size(); i++) {
                send(harness, steps.get(i));
                told.addAll(harness.snapshots());
                moments.add(moment(harness, told.size()));
                if (random.nextInt(25) == 0 || i == steps.size() - 1) {
                    int committed = Math.max(0, i + 1 - random.nextInt(12));
                    profiles = harness.profiles;
                    harness.close();
                    harness = restarted(moments, committed, profiles, random);
                    List<LeafSnapshot> toldAgain =
                            List.copyOf(told.subList(moments.get(committed).snapshots(), told.size()));
                    toldAgain.forEach(harness::send);
                    for (Step step : reordered(steps.subList(committed, i + 1), random)) {
                        send(harness, step);
                    }
                    told.addAll(harness.snapshots());
                    // What was replayed is taken as committed, so that a later crash never goes back behind this one.
                    Moment now = moment(harness, told.size());
                    moments.replaceAll(moment -> now);
                }
            }
            return harness.profiles;
        } finally {
            harness.close();
        }
    }

    private static Harness restarted(
            List<Moment> moments, int committed, Map<String, Profile> profiles, RandomGenerator random) {
        Harness harness = new Harness();
        for (String store : STORES) {
            int moment = random.nextInt(committed, moments.size());
            harness.restore(store, moments.get(moment).contentByStore().getOrDefault(store, Map.of()));
        }
        harness.profiles.putAll(profiles);
        return harness;
    }

    private static Moment moment(Harness harness, int snapshots) {
        Map<String, Map<String, byte[]>> contentByStore = new HashMap<>();
        STORES.forEach(store -> contentByStore.put(store, harness.stored(store)));
        return new Moment(contentByStore, snapshots);
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

    private static void send(Harness harness, Step step) {
        switch (step) {
            case Step.Event event -> harness.send(event.record());
            case Step.Word word -> harness.send(word.record());
        }
    }
}
