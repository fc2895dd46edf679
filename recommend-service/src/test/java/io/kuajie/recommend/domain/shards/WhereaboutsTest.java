package io.kuajie.recommend.domain.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {
    private static final int PARTITIONS = 12;
    private static final LeafKey SCHOOL = LeafKey.parse("academy:0");
    private static final LeafKey SHOP = LeafKey.parse("blossom:7");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12})
    void shards_ofAnyNumber_holdEveryPartitionOnce(int count) {
        List<Shard> shards = IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int asked = partition;
            assertThat(shards.stream().filter(shard -> shard.holds(asked))).hasSize(1);
        }
    }

    @Test
    void leaf_thatIsItsOwnPerson_isWhereItsNameStands() {
        Whereabouts whereabouts = whereabouts();
        for (LeafKey leaf : List.of(SCHOOL, SHOP)) {
            Shard shard = new Shard(whereabouts.shardOf(leaf, PARTITIONS), 4);
            assertThat(shard.holds(hash(leaf.toString()) % PARTITIONS)).isTrue();
        }
        assertThat(whereabouts.shardOf(SCHOOL, PARTITIONS)).isNotEqualTo(whereabouts.shardOf(SHOP, PARTITIONS));
    }

    @Test
    void leaf_thatBelongsToAnother_isWhereThatPersonStandsUntilItIsSentHome() {
        // Given
        Whereabouts whereabouts = whereabouts();
        int home = whereabouts.shardOf(SHOP, PARTITIONS);

        // When
        whereabouts.put(SHOP, PersonKey.of(SCHOOL));

        // Then
        assertThat(whereabouts.shardOf(SHOP, PARTITIONS)).isEqualTo(whereabouts.shardOf(SCHOOL, PARTITIONS));
        assertThat(whereabouts.guests()).isOne();
        for (PersonKey person : new PersonKey[] {PersonKey.of(SHOP), null}) {
            whereabouts.put(SHOP, PersonKey.of(SCHOOL));
            whereabouts.put(SHOP, person);
            assertThat(whereabouts.shardOf(SHOP, PARTITIONS)).isEqualTo(home);
            assertThat(whereabouts.guests()).isZero();
        }
    }

    @Test
    void leaves_thatBelongToOthers_areTakenForNoOther() {
        // Given
        Whereabouts whereabouts =
                new Whereabouts(new Shard(0, PARTITIONS), key -> Math.floorMod(key.hashCode(), PARTITIONS));
        IntStream.range(0, 20_000).forEach(guest -> whereabouts.put(guest(guest), person(guest)));

        // When
        IntStream.range(0, 20_000)
                .filter(guest -> guest % 2 == 0)
                .forEach(guest -> whereabouts.put(guest(guest), null));

        // Then
        assertThat(whereabouts.guests()).isEqualTo(10_000);
        for (int guest = 0; guest < 20_000; guest++) {
            String name =
                    guest % 2 == 0 ? guest(guest).toString() : person(guest).value();
            assertThat(whereabouts.shardOf(guest(guest), PARTITIONS))
                    .isEqualTo(Math.floorMod(name.hashCode(), PARTITIONS));
        }
    }

    private static LeafKey guest(int number) {
        return LeafKey.parse((number % 3 == 0 ? "academy" : "blossom") + ":g" + number);
    }

    private static PersonKey person(int guest) {
        return PersonKey.of(LeafKey.parse("academy:p" + guest * 7919));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 2", "2, 2"})
    void shard_thatIsNone_isRefused(int number, int count) {
        assertThatThrownBy(() -> new Shard(number, count)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Whereabouts whereabouts() {
        return new Whereabouts(new Shard(1, 4), WhereaboutsTest::hash);
    }

    /** The last character's number. */
    private static int hash(String key) {
        return key.charAt(key.length() - 1);
    }
}
