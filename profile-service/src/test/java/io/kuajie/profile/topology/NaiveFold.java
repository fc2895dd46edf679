package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.events.Amount;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.NaiveLeaf;
import io.kuajie.profile.domain.leaf.NaivePerson;
import io.kuajie.profile.domain.leaf.NaiveVector;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The last word on each leaf, and all its events: nothing else. */
public final class NaiveFold {
    private final HalfLife halfLife;
    private final Map<LeafKey, LeafKey> personByLeaf = new TreeMap<>();
    private final Map<LeafKey, NaiveLeaf> eventsByLeaf = new TreeMap<>();

    public NaiveFold(HalfLife halfLife) {
        this.halfLife = halfLife;
    }

    private void event(LeafKey leaf, LeafEvent event) {
        personByLeaf.putIfAbsent(leaf, leaf);
        eventsByLeaf.computeIfAbsent(leaf, key -> new NaiveLeaf(halfLife)).add(event);
    }

    private void word(LeafKey leaf, LeafKey person) {
        personByLeaf.put(leaf, person);
    }

    private void forget(LeafKey leaf) {
        eventsByLeaf.remove(leaf);
        personByLeaf.remove(leaf);
        personByLeaf.replaceAll((other, person) -> person.equals(leaf) ? other : person);
    }

    public void take(Step step) {
        switch (step) {
            case Step.Event event -> event(event.leaf(), event.event());
            case Step.Demand demand -> forget(demand.leaf());
            case Step.Word word -> word(word.leaf(), word.person() == null ? word.leaf() : word.person());
        }
    }

    /** Those of whom nothing is to be known: no event, no word on them, and none that names them. */
    List<LeafKey> unknownOf(List<LeafKey> leaves) {
        return leaves.stream()
                .filter(leaf -> !personByLeaf.containsKey(leaf) && !personByLeaf.containsValue(leaf))
                .toList();
    }

    /** Compares what profiles don't tell. @param people as stored, by key */
    void assertStored(Map<String, byte[]> people) {
        leavesByPerson()
                .forEach((person, leaves) -> NaiveDetails.assertStored(
                        naive(leaves),
                        PersonState.of(LeafKey.parse(person), people.get(person))
                                .portrait()
                                .orElseThrow()));
    }

    /** The same as the service shows it. @param exportOf all that it hands out, by person */
    public void assertShown(Function<String, JsonNode> exportOf) {
        leavesByPerson().forEach((person, leaves) -> NaiveDetails.assertShown(naive(leaves), exportOf.apply(person)));
    }

    private NaivePerson naive(List<LeafKey> leaves) {
        return new NaivePerson(leaves.stream()
                .filter(eventsByLeaf::containsKey)
                .map(eventsByLeaf::get)
                .toList());
    }

    /** Leaves in the order of their keys, of everybody who has any event. */
    private Map<String, List<LeafKey>> leavesByPerson() {
        Map<String, List<LeafKey>> leavesByPerson = new TreeMap<>();
        personByLeaf.forEach((leaf, person) -> leavesByPerson
                .computeIfAbsent(person.toString(), key -> new ArrayList<>())
                .add(leaf));
        leavesByPerson.values().removeIf(leaves -> leaves.stream().noneMatch(eventsByLeaf::containsKey));
        return leavesByPerson;
    }

    /** Compares everything but label and version. */
    public void assertEquals(Map<String, Profile> profiles) {
        Map<String, List<LeafKey>> leavesByPerson = leavesByPerson();
        assertThat(profiles.keySet()).isEqualTo(leavesByPerson.keySet());
        leavesByPerson.forEach((person, leaves) -> assertPerson(Objects.requireNonNull(profiles.get(person)), leaves));
    }

    private void assertPerson(Profile profile, List<LeafKey> leaves) {
        assertThat(profile.getLeaves())
                .extracting(ProfileLeaf::getLeaf)
                .isEqualTo(leaves.stream().map(LeafKey::toString).toList());
        NaivePerson naive = naive(leaves);
        assertThat(profile.getFirstAt()).isEqualTo(naive.firstAt());
        assertThat(profile.getEvaluatedAt()).isEqualTo(naive.lastAt());
        assertThat(profile.getCounts()).isEqualTo(naive.counts());
        Map<String, Long> spent = new HashMap<>();
        profile.getSpend().forEach((Amount amount) -> spent.put(amount.getCurrency(), amount.getMinorUnits()));
        assertThat(spent).isEqualTo(naive.spend());
        assertMasses(profile, naive.masses());
        assertVector(profile, NaiveVector.of(naive.masses()));
        assertItems(profile, leaves, naive.lastAt());
    }

    private static void assertVector(Profile profile, double[] naive) {
        FloatBuffer told =
                profile.getVector().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(told.remaining()).isEqualTo(naive.length);
        for (int i = 0; i < naive.length; i++) {
            assertThat((double) told.get(i)).isCloseTo(naive[i], within(1e-5));
        }
    }

    private static void assertMasses(Profile profile, Map<DimensionKey, Double> masses) {
        assertThat(profile.getDimensions()).hasSameSizeAs(masses.keySet());
        profile.getDimensions()
                .forEach(dimension -> assertThat(dimension.getMass())
                        .isCloseTo(
                                masses.get(new DimensionKey(
                                        dimension.getAction(), dimension.getDomain(), dimension.getCategory())),
                                within(1e-6)));
    }

    private void assertItems(Profile profile, List<LeafKey> leaves, Instant at) {
        int dealtWith = leaves.stream()
                .filter(eventsByLeaf::containsKey)
                .mapToInt(leaf -> Objects.requireNonNull(eventsByLeaf.get(leaf))
                        .itemMasses(at)
                        .size())
                .sum();
        assertThat(profile.getItems()).hasSize(Math.min(Portrait.MOST_ITEMS, dealtWith));
        for (ProfileItem item : profile.getItems()) {
            var part = Objects.requireNonNull(eventsByLeaf.get(leaves.get(item.getLeaf())));
            assertThat(item.getMass()).isCloseTo(part.itemMasses(at).get(item.getItem()), within(1e-6));
            assertThat(item.getOwned()).isEqualTo(part.owned().get(item.getItem()));
            assertThat("%s %s %s %s"
                            .formatted(item.getDomain(), item.getCategory(), item.getStrongest(), item.getLastAt()))
                    .isEqualTo(part.lookOfItems().get(item.getItem()));
        }
        for (int i = 0; i < leaves.size(); i++) {
            var part = eventsByLeaf.get(leaves.get(i));
            long highest = part == null ? -1 : part.highestOffset();
            assertThat(profile.getLeaves().get(i).getEvents()).isEqualTo(part == null ? 0 : part.size());
            assertThat(profile.getLeaves().get(i).getPosition().getOffset()).isEqualTo(highest);
        }
    }
}
