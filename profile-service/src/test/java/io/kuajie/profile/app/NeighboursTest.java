package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class NeighboursTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Predicate<LeafKey> EVERYBODY = leaf -> true;

    private final StoredPeople people = new StoredPeople();

    @Test
    void nearest_someRefusing_areAsManyAsAreAskedFor() {
        // Given
        for (String name : Set.of("anna", "bella", "cora", "dora", "emma")) {
            people.put(person("blossom:" + name, "hair"));
        }
        people.put(person("blossom:fred", "nails"));
        Set<LeafKey> refusing = Set.of(LeafKey.parse("blossom:bella"), LeafKey.parse("blossom:cora"));

        // When
        Neighbours question = question("blossom:anna", 3);
        var found = question.of(people, leaf -> !refusing.contains(leaf)).people();

        // Then
        assertThat(found)
                .extracting(Neighbours.Neighbour::person)
                .containsExactly("blossom:dora", "blossom:emma", "blossom:fred");
        assertThat(question.of(people, EVERYBODY).people())
                .extracting(Neighbours.Neighbour::person)
                .containsExactly("blossom:bella", "blossom:cora", "blossom:dora");
    }

    @Test
    void nearest_personOfWhomOneLeafRefuses_isComparedByTheOthers() {
        // Given
        people.put(person("blossom:anna", "hair"));
        PersonState mixed = person("blossom:bella", "nails");
        LeafKey visitor = LeafKey.parse("academy:bella");
        LeafState state = state(visitor, "hair");
        mixed.merge(Membership.belonging(visitor, 1, state.applied(), LeafCodec.encode(state)));
        people.put(mixed);

        // When
        double whole = similarity(EVERYBODY);
        double part = similarity(leaf -> !leaf.equals(LeafKey.parse("blossom:bella")));

        // Then
        assertThat(part).isGreaterThan(0.99);
        assertThat(whole).isBetween(0.1, 0.99);
    }

    private double similarity(Predicate<LeafKey> isAnalysed) {
        return question("blossom:anna", 1)
                .of(people, isAnalysed)
                .people()
                .getFirst()
                .similarity();
    }

    private static Neighbours question(String person, int count) {
        var portrait = person(person, "hair").portrait().orElseThrow();
        return new Neighbours(person, VectorLayout.vectorOf(portrait.dimensions()), count);
    }

    private static PersonState person(String key, String category) {
        PersonState person = new PersonState(LeafKey.parse(key));
        person.keepOwn(state(LeafKey.parse(key), category));
        return person;
    }

    private static LeafState state(LeafKey leaf, String category) {
        LeafState state = new LeafState(HalfLife.ofDays(30));
        state.apply(LeafEvents.browse(1, START, category, new ItemKey(leaf.partner(), "x")));
        return state;
    }
}
