package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Amount;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    private sealed interface Step {
        record Event(LeafKey leaf, LeafEvent event) implements Step {}

        record Word(LeafKey leaf, @org.jspecify.annotations.Nullable LeafKey person, long version) implements Step {}
    }

    /** What stood where after a step. */
    private record Moment(Map<String, Map<String, byte[]>> contentByStore, int snapshots) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyInterleaving_withCrashesAndReplays_equalsTheNaiveFold(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = steps(random);
        NaiveFold naive = new NaiveFold(Harness.HALF_LIFE);
        steps.forEach(step -> feed(naive, step));

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
        List<Step> words =
                new ArrayList<>(steps.stream().filter(Step.Word.class::isInstance).toList());
        List<Step> merged = new ArrayList<>();
        while (!events.isEmpty() || !words.isEmpty()) {
            boolean takesEvent = words.isEmpty() || !events.isEmpty() && random.nextBoolean();
            merged.add((takesEvent ? events : words).removeFirst());
        }
        return merged;
    }

    private static List<Step> steps(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        Map<LeafKey, Long> versions = new HashMap<>();
        for (int offset = 0; offset < STEPS; offset++) {
            LeafKey leaf = LEAVES.get(random.nextInt(LEAVES.size()));
            if (random.nextInt(4) > 0) {
                steps.add(new Step.Event(leaf, LeafEvents.random(random, leaf.partner(), 0, offset)));
            } else {
                LeafKey person = random.nextInt(3) == 0 ? null : LEAVES.get(random.nextInt(LEAVES.size()));
                steps.add(new Step.Word(leaf, person, versions.merge(leaf, 1L, Long::sum)));
            }
        }
        return steps;
    }

    private static void send(Harness harness, Step step) {
        switch (step) {
            case Step.Event event -> harness.send(Records.behavior(event.leaf(), event.event()));
            case Step.Word word ->
                harness.send(Records.link(
                        word.leaf(), word.person() == null ? null : word.person().toString(), word.version()));
        }
    }

    private static void feed(NaiveFold naive, Step step) {
        switch (step) {
            case Step.Event event -> naive.event(event.leaf(), event.event());
            case Step.Word word -> naive.word(word.leaf(), word.person() == null ? word.leaf() : word.person());
        }
    }

    /** The last word on each leaf, and all its events: nothing else. */
    private static final class NaiveFold {
        private final io.kuajie.kernel.HalfLife halfLife;
        private final Map<LeafKey, LeafKey> personByLeaf = new TreeMap<>();
        private final Map<LeafKey, io.kuajie.profile.domain.leaf.NaiveLeaf> eventsByLeaf = new TreeMap<>();

        NaiveFold(io.kuajie.kernel.HalfLife halfLife) {
            this.halfLife = halfLife;
        }

        void event(LeafKey leaf, LeafEvent event) {
            personByLeaf.putIfAbsent(leaf, leaf);
            eventsByLeaf
                    .computeIfAbsent(leaf, key -> new io.kuajie.profile.domain.leaf.NaiveLeaf(halfLife))
                    .add(event);
        }

        void word(LeafKey leaf, LeafKey person) {
            personByLeaf.put(leaf, person);
        }

        void assertEquals(Map<String, Profile> profiles) {
            Map<String, List<LeafKey>> leavesByPerson = new TreeMap<>();
            personByLeaf.forEach((leaf, person) -> leavesByPerson
                    .computeIfAbsent(person.toString(), key -> new ArrayList<>())
                    .add(leaf));
            leavesByPerson.values().removeIf(leaves -> leaves.stream().noneMatch(eventsByLeaf::containsKey));
            assertThat(profiles.keySet()).isEqualTo(leavesByPerson.keySet());
            leavesByPerson.forEach((person, leaves) -> assertPerson(java.util.Objects.requireNonNull(profiles.get(person)), leaves));
        }

        private void assertPerson(Profile profile, List<LeafKey> leaves) {
            assertThat(profile.getLeaves())
                    .extracting(ProfileLeaf::getLeaf)
                    .isEqualTo(leaves.stream().map(LeafKey::toString).toList());
            var parts = leaves.stream()
                    .filter(eventsByLeaf::containsKey)
                    .map(eventsByLeaf::get)
                    .toList();
            Instant at = parts.stream()
                    .map(part -> part.lastAt())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(profile.getEvaluatedAt()).isEqualTo(at);
            Map<String, Long> counts = new HashMap<>();
            Map<String, Long> spend = new HashMap<>();
            Map<DimensionKey, Double> masses = new HashMap<>();
            parts.forEach(part -> {
                part.counts().forEach((action, n) -> counts.merge(action, n, Long::sum));
                part.spend().forEach((currency, n) -> spend.merge(currency, n, Long::sum));
                part.masses(at).forEach((key, mass) -> masses.merge(key, mass, Double::sum));
            });
            assertThat(profile.getCounts()).isEqualTo(counts);
            Map<String, Long> spent = new HashMap<>();
            profile.getSpend().forEach((Amount amount) -> spent.put(amount.getCurrency(), amount.getMinorUnits()));
            assertThat(spent).isEqualTo(spend);
            assertMasses(profile, masses);
            assertItems(profile, leaves, at);
        }

        private static void assertMasses(Profile profile, Map<DimensionKey, Double> masses) {
            assertThat(profile.getDimensions()).hasSameSizeAs(masses.keySet());
            profile.getDimensions()
                    .forEach(dimension -> assertThat(dimension.getMass())
                            .isCloseTo(
                                    masses.get(new DimensionKey(
                                            dimension.getAction(), dimension.getDomain(), dimension.getCategory())),
                                    within(1e-9)));
        }

        private void assertItems(Profile profile, List<LeafKey> leaves, Instant at) {
            for (ProfileItem item : profile.getItems()) {
                var part = java.util.Objects.requireNonNull(eventsByLeaf.get(leaves.get(item.getLeaf())));
                assertThat(item.getMass()).isCloseTo(part.itemMasses(at).get(item.getItem()), within(1e-9));
                assertThat(item.getOwned()).isEqualTo(part.owned().get(item.getItem()));
            }
            for (int i = 0; i < leaves.size(); i++) {
                var part = eventsByLeaf.get(leaves.get(i));
                long highest = part == null ? -1 : part.highestOffset();
                assertThat(profile.getLeaves().get(i).getPosition().getOffset()).isEqualTo(highest);
            }
        }
    }
}
