package io.kuajie.recommend.domain.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.LiveModel.Opinion;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private static final int ITEMS = 30;

    private final LiveModel model = model();
    private final byte[] bytes = ModelFile.bytes(model, item -> "blossom:i" + item);

    @Test
    void read_itemsWithOtherNumbers_saysTheSameOfThem() throws IOException {
        // Given: what was number n is number 100 - n now.
        LiveModel read = ModelFile.read(bytes, key -> 100 - number(key));

        // When
        Opinion before = opinion(model, 3, 5);
        Opinion after = opinion(read, 97, 95);

        // Then
        for (int item = 0; item < ITEMS; item++) {
            assertThat(after.of(100 - item)).isCloseTo(before.of(item), within(1e-6));
        }
        Set<Integer> candidates = candidates(before);
        assertThat(candidates).isNotEmpty();
        assertThat(candidates(after))
                .containsExactlyInAnyOrderElementsOf(
                        candidates.stream().map(item -> 100 - item).toList());
        assertThat(read.id()).isEqualTo("m");
        assertThat(read.quality()).isEqualTo(0.5);
    }

    @Test
    void read_itemsThatAreGone_areLeftOut() throws IOException {
        // When
        LiveModel read = ModelFile.read(bytes, key -> number(key) < 10 ? number(key) : -1);

        // Then
        assertThat(read.itemByPlace()).containsExactly(IntStream.range(0, 10).toArray());
        assertThat(candidates(opinion(read, 3, 5))).isNotEmpty().allMatch(item -> item < 10);
    }

    @Test
    void read_anyDamage_isTold() {
        for (int place = 0; place < bytes.length; place += 97) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 4;
            assertThatThrownBy(() -> ModelFile.read(damaged, ModelFileTest::number))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> ModelFile.read(new byte[0], ModelFileTest::number))
                .isInstanceOf(IOException.class);
    }

    private static LiveModel model() {
        Interactions data = Samples.groups(60, ITEMS, 3, 6, 1);
        Als als = new Als(32, 3, 0.1, 0.01, 1);
        try (Workers workers = Workers.background(1)) {
            return new LiveModel(
                    "m",
                    Instant.EPOCH,
                    60,
                    data.size(),
                    als.settings(),
                    IntStream.range(0, ITEMS).toArray(),
                    als.train(data, workers, 1),
                    ItemItem.cosine(5).train(data, workers, 1),
                    1,
                    0.1,
                    0.5,
                    0.4);
        }
    }

    private static Opinion opinion(LiveModel model, int... items) {
        return Objects.requireNonNull(
                model.about(items, IntStream.of(items).mapToDouble(item -> 1).toArray()));
    }

    private static Set<Integer> candidates(Opinion opinion) {
        Set<Integer> items = new TreeSet<>();
        opinion.candidates(items::add);
        return items;
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring("blossom:i".length()));
    }
}
