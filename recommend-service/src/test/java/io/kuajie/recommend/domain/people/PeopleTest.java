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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
        assertThat(people.sizeBytes()).isEqualTo(alone).isBetween(50L, 200L);
    }

    @Test
    void claims_anyOrderOfThem_leadToTheLatestThatStillHolds() {
        for (int seed = 0; seed < 50; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            List<LeafKey> leaves = IntStream.range(0, 6)
                    .mapToObj(n -> Town.leaf(n % 2 == 0 ? ACADEMY : BLOSSOM, "p" + n))
                    .toList();
            People crowd = new People();
            Map<LeafKey, List<LeafKey>> claimsByLeaf = new HashMap<>();

            for (int change = 0; change < 300; change++) {
                // When
                LeafKey name = leaves.get(random.nextInt(leaves.size()));
                List<LeafKey> own =
                        leaves.stream().filter(leaf -> random.nextInt(3) == 0).toList();
                if (random.nextInt(4) == 0) {
                    own = List.of();
                    crowd.remove(PersonKey.of(name));
                } else {
                    crowd.put(person(name, own.toArray(LeafKey[]::new)));
                }

                // Then
                for (LeafKey leaf : leaves) {
                    List<LeafKey> claims = claimsByLeaf.computeIfAbsent(leaf, key -> new ArrayList<>());
                    if (!own.contains(leaf)) {
                        claims.remove(name);
                    } else if (!claims.contains(name)) {
                        claims.add(name);
                    }
                    Person holder = crowd.of(leaf);
                    assertThat(holder == null ? null : holder.key())
                            .isEqualTo(claims.isEmpty() ? null : PersonKey.of(claims.getLast()));
                }
            }
        }
    }

    @Test
    void stream_afterPeopleCameAndWent_hasEverybodyOnce() {
        // Given
        for (int n = 0; n < 700; n++) {
            people.put(person(Town.leaf(ACADEMY, "p" + n), Town.leaf(ACADEMY, "p" + n)));
        }
        for (int n = 0; n < 700; n += 3) {
            people.remove(PersonKey.of(Town.leaf(ACADEMY, "p" + n)));
        }
        people.put(person(STUDENT, STUDENT));

        // When
        List<PersonKey> keys = people.stream().map(Person::key).toList();

        // Then
        assertThat(keys)
                .doesNotHaveDuplicates()
                .hasSize(people.size())
                .hasSize(467)
                .contains(PersonKey.of(STUDENT));
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
