package io.kuajie.recommend.domain.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackedListsTest {
    private static final PartnerId ACADEMY = new PartnerId("academy");

    private final SplittableRandom random = new SplittableRandom(1);
    private final PackedLists packed = new PackedLists();

    @Test
    void at_manyListsOfManyBlocks_isWhatWasAdded() {
        // Given
        List<ServedList> lists = new ArrayList<>();
        List<Long> places = new ArrayList<>();

        // When
        for (int i = 0; i < 5_000; i++) {
            lists.add(list());
            places.add(packed.add(lists.getLast()));
            // As a window of the latest, so that dropped blocks are used again.
            packed.keepFrom(places.get(Math.max(0, i - 1_000)));
        }

        // Then
        for (int i = 4_000; i < lists.size(); i++) {
            assertThat(packed.at(places.get(i))).usingRecursiveComparison().isEqualTo(lists.get(i));
            assertThat(packed.kinds(places.get(i)))
                    .isEqualTo(new byte[lists.get(i).items().length]);
        }
        assertThatThrownBy(() -> packed.at(places.getFirst())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mark_ofOnePlace_isKeptThereAlone() {
        // Given
        long one = packed.add(list(3, true));
        long other = packed.add(list(3, true));

        // When
        packed.mark(one, 1, (byte) 5);

        // Then
        assertThat(packed.kinds(one)).containsExactly(0, 5, 0);
        assertThat(packed.kinds(other)).containsExactly(0, 0, 0);
    }

    @Test
    void makeNobodys_aListOfSomebody_leavesAllElse() {
        // Given
        ServedList list = list(20, true);
        long place = packed.add(list);
        long next = packed.add(list);

        // When
        packed.makeNobodys(place);

        // Then
        ServedList left = packed.at(place);
        assertThat(left.leaf()).isNull();
        assertThat(left).usingRecursiveComparison().ignoringFields("leaf").isEqualTo(list);
        assertThat(packed.at(next)).usingRecursiveComparison().isEqualTo(list);
    }

    @Test
    void add_aListLargerThanABlock_isKept() {
        // Given
        ServedList list = new ServedList(
                new UUID(1, 1),
                Instant.EPOCH,
                ACADEMY,
                null,
                "",
                "面".repeat(200_000),
                ModelKind.NONE,
                0,
                new int[0],
                new double[0],
                new int[0],
                new int[0],
                new double[0]);
        packed.add(list(1, false));

        // When
        long place = packed.add(list);
        packed.add(list(1, false));

        // Then
        assertThat(packed.at(place).surface()).isEqualTo(list.surface());
    }

    private ServedList list() {
        return list(random.nextInt(0, 101), random.nextBoolean());
    }

    private ServedList list(int items, boolean isSomebodys) {
        int choices = items == 0 ? 0 : random.nextInt(0, 9);
        return new ServedList(
                new UUID(random.nextLong(), random.nextLong()),
                Instant.ofEpochSecond(random.nextLong(0, 1L << 33), random.nextInt(0, 1_000_000_000)),
                ACADEMY,
                isSomebodys ? new LeafKey(ACADEMY, "p" + random.nextLong(0, 1L << 60)) : null,
                random.nextBoolean() ? "" : "组" + random.nextInt(9),
                random.nextBoolean() ? "" : "home",
                ModelKind.values()[random.nextInt(ModelKind.values().length)],
                random.nextInt(0, 11),
                random.ints(items).toArray(),
                random.doubles(items).toArray(),
                random.ints(random.nextBoolean() ? items : 0).toArray(),
                random.ints(choices).toArray(),
                random.doubles(choices).toArray());
    }
}
