package io.kuajie.recommend.domain.people;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.COURSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.Town;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final LeafKey STUDENT = Town.leaf(ACADEMY, "ann");
    private static final LeafKey CUSTOMER = Town.leaf(BLOSSOM, "ann");

    private final Town town = new Town(true);
    private final People people = new People();

    @Test
    void leaf_ofKnownPerson_leadsThere() {
        // When
        people.put(person(STUDENT, STUDENT));

        // Then
        assertThat(keyOf(STUDENT)).isEqualTo(STUDENT.toString());
        assertThat(people.of(CUSTOMER)).isNull();
    }

    @Test
    void link_joinedPersonArrivesBeforeTombstone_leafStaysWithJoinedPerson() {
        // Given
        people.put(person(STUDENT, STUDENT));
        people.put(person(CUSTOMER, CUSTOMER));

        // When
        people.put(person(STUDENT, STUDENT, CUSTOMER));
        people.remove(PersonKey.of(CUSTOMER));

        // Then
        assertThat(keyOf(CUSTOMER)).isEqualTo(STUDENT.toString());
    }

    @Test
    void link_staleStateOfFormerPersonArrivesLast_leafStaysWithJoinedPerson() {
        // Given: partitions are read in any order at the start
        people.put(person(STUDENT, STUDENT, CUSTOMER));
        people.put(person(CUSTOMER, CUSTOMER));

        // When
        people.remove(PersonKey.of(CUSTOMER));

        // Then
        assertThat(keyOf(CUSTOMER)).isEqualTo(STUDENT.toString());
    }

    @Test
    void unlink_bothOrders_leafIsItsOwnPersonAgain() {
        // Given
        people.put(person(STUDENT, STUDENT, CUSTOMER));

        // When
        people.put(person(CUSTOMER, CUSTOMER));
        people.put(person(STUDENT, STUDENT));

        // Then
        assertThat(keyOf(CUSTOMER)).isEqualTo(CUSTOMER.toString());
        assertThat(keyOf(STUDENT)).isEqualTo(STUDENT.toString());
    }

    @Test
    void sizeBytes_peopleComeChangeAndGo_isThatOfThoseLeft() {
        // Given
        people.put(person(STUDENT, STUDENT));
        long alone = people.sizeBytes();

        // When
        people.put(person(CUSTOMER, CUSTOMER));
        people.put(person(STUDENT, STUDENT, CUSTOMER));
        people.put(person(STUDENT, STUDENT));
        people.remove(PersonKey.of(CUSTOMER));

        // Then
        assertThat(people.sizeBytes()).isEqualTo(alone).isBetween(200L, 2_000L);
    }

    @Test
    void remove_unknownPerson_changesNothing() {
        // Given
        people.put(person(STUDENT, STUDENT, CUSTOMER));

        // When
        Person removed = people.remove(PersonKey.of(CUSTOMER));

        // Then
        assertThat(removed).isNull();
        assertThat(keyOf(CUSTOMER)).isEqualTo(STUDENT.toString());
        assertThat(people.size()).isOne();
    }

    private String keyOf(LeafKey leaf) {
        Person person = people.of(leaf);
        return person == null ? "nobody" : person.key().value();
    }

    private Person person(LeafKey name, LeafKey... leaves) {
        List<Leaf> all = Stream.of(leaves)
                .map(leaf -> new Leaf(leaf, leaf.partner().equals(ACADEMY) ? COURSE : BEAUTY, new SourcePosition(0, 1)))
                .toList();
        return town.compactor.compact(new Portrait(PersonKey.of(name), all, List.of(), List.of(), "", Map.of()));
    }
}
