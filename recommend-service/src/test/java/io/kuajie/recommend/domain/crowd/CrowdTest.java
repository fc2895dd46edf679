package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.people.Person;
import io.kuajie.recommend.domain.people.Population;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final int ITEMS = 60;

    @Test
    void crowd_anyChangesReplaysAndErasures_equalsRecomputationFromLastStates() {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            Town town = new Town(true);
            Map<PersonKey, Person> lastByKey = new HashMap<>();

            // When
            for (int step = 0; step < 1500; step++) {
                Person person = randomPerson(town, random);
                if (random.nextInt(4) == 0) {
                    town.population.remove(person.key());
                    lastByKey.remove(person.key());
                } else {
                    int times = random.nextInt(1, 3);
                    for (int replay = 0; replay < times; replay++) {
                        town.population.put(person);
                    }
                    lastByKey.put(person.key(), person);
                }
            }

            // Then
            assertSums(town.population, lastByKey);
        }
    }

    @Test
    void crowd_everybodyErased_isEmpty() {
        // Given
        Town town = new Town(true);
        SplittableRandom random = new SplittableRandom(7);
        Set<PersonKey> keys = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Person person = randomPerson(town, random);
            town.population.put(person);
            keys.add(person.key());
        }

        // When
        keys.forEach(town.population::remove);

        // Then
        CoOccurrence ties = town.population.crowd().items();
        for (int item = 0; item < town.items.size(); item++) {
            assertThat(ties.total(item, 0)).isZero();
            assertThat(ties.total(item, 1)).isZero();
            assertThat(town.population.crowd().popularity().massOf(item)).isZero();
            assertThat(ties.degree(item)).isZero();
        }
        assertThat(town.population.people().size()).isZero();
    }

    private static void assertSums(Population population, Map<PersonKey, Person> lastByKey) {
        Map<Long, Integer> pairSums = new HashMap<>();
        Map<Long, Long> totals = new HashMap<>();
        Map<String, Integer> likes = new HashMap<>();
        Map<Integer, Integer> shelfByItem = new HashMap<>();
        for (Person person : lastByKey.values()) {
            Weights ties = person.share().ties();
            for (int i = 0; i < ties.size(); i++) {
                int item = ties.numbers()[i];
                int weight = ties.weights()[i];
                shelfByItem.put(item, ties.shelves()[i]);
                likes.merge("all " + item, weight, Integer::sum);
                likes.merge(person.cluster() + " " + item, weight, Integer::sum);
                for (int j = 0; j < ties.size(); j++) {
                    if (i != j) {
                        int both = weight * ties.weights()[j];
                        pairSums.merge(pair(item, ties.numbers()[j]), both, Integer::sum);
                        totals.merge(pair(item, ties.shelves()[j]), (long) both, Long::sum);
                    }
                }
            }
        }
        Crowd crowd = population.crowd();
        for (int one = 0; one < ITEMS; one++) {
            for (int any = 0; any < 2; any++) {
                assertThat(crowd.items().total(one, any)).isEqualTo((float) totals.getOrDefault(pair(one, any), 0L));
            }
            int shelf = shelfByItem.getOrDefault(one, 0);
            for (String group : new String[] {"c1", "c2"}) {
                assertThat(crowd.popularity().massInCluster(group, one))
                        .isEqualTo(likes.getOrDefault(group + " " + one, 0));
            }
            assertThat(crowd.popularity().sum(shelf, one)).isEqualTo(likes.getOrDefault("all " + one, 0));
            assertThat(crowd.popularity().massOf(one)).isEqualTo(likes.getOrDefault("all " + one, 0));
            for (int other = 0; other < ITEMS; other++) {
                assertThat(crowd.items().pairSum(one, shelfByItem.getOrDefault(other, 0), other))
                        .isEqualTo(pairSums.getOrDefault(pair(one, other), 0));
            }
        }
    }

    private static long pair(int one, int other) {
        return (long) one << 32 | other;
    }

    /** One of thirty people, with up to forty of the items: more than count as ties. */
    private static Person randomPerson(Town town, SplittableRandom random) {
        Map<String, Deed> deeds = new HashMap<>();
        int size = random.nextInt(1, random.nextInt(10) == 0 ? 41 : 8);
        while (deeds.size() < size) {
            int item = random.nextInt(ITEMS);
            String name = (item % 2 == 0 ? "academy:" : "blossom:") + item;
            String category = "/k" + random.nextInt(3);
            deeds.put(name, Town.deed(name + category, random.nextDouble(-1, 12), Action.CLICK));
        }
        String name = "p" + random.nextInt(30);
        String cluster = "c" + random.nextInt(1, 3);
        return town.portray(name, cluster, deeds.values().toArray(new Deed[0]));
    }
}
