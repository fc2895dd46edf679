package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Amount;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.NaiveLeaf;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

    /** Compares what people have declared, which profiles don't tell. @param people as stored, by key */
    void assertDeclared(Map<String, byte[]> people) {
        personByLeaf.values().stream().distinct().forEach(person -> {
            List<NaiveLeaf> parts = personByLeaf.keySet().stream()
                    .filter(leaf -> person.equals(personByLeaf.get(leaf)) && eventsByLeaf.containsKey(leaf))
                    .map(eventsByLeaf::get)
                    .toList();
            Map<Trait, String> kept = new EnumMap<>(Trait.class);
            PersonState.of(person, people.get(person.toString()))
                    .portrait()
                    .ifPresent(portrait -> portrait.details()
                            .declared()
                            .latest()
                            .forEach((trait, word) -> kept.put(trait, word.value())));
            assertThat(kept).isEqualTo(NaiveLeaf.declared(parts));
        });
    }

    /** Compares everything but label and version. */
    public void assertEquals(Map<String, Profile> profiles) {
        Map<String, List<LeafKey>> leavesByPerson = new TreeMap<>();
        personByLeaf.forEach((leaf, person) -> leavesByPerson
                .computeIfAbsent(person.toString(), key -> new ArrayList<>())
                .add(leaf));
        leavesByPerson.values().removeIf(leaves -> leaves.stream().noneMatch(eventsByLeaf::containsKey));
        assertThat(profiles.keySet()).isEqualTo(leavesByPerson.keySet());
        leavesByPerson.forEach((person, leaves) -> assertPerson(Objects.requireNonNull(profiles.get(person)), leaves));
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
        }
        for (int i = 0; i < leaves.size(); i++) {
            var part = eventsByLeaf.get(leaves.get(i));
            long highest = part == null ? -1 : part.highestOffset();
            assertThat(profile.getLeaves().get(i).getPosition().getOffset()).isEqualTo(highest);
        }
    }
}
