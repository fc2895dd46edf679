package io.kuajie.recommend.domain.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Ease;
import io.kuajie.recommend.domain.learning.FactorMap;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Neighbours;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.learning.SparseEase;
import io.kuajie.recommend.domain.learning.UserKernel;
import io.kuajie.recommend.domain.live.DomainModel.Mix;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final int ITEMS = 30;

    private static final Topics TOPICS = new Topics(
            List.of("serum", "护肤"),
            List.of(new Topics.Topic(0.4, 0.2), new Topics.Topic(0.6, -0.1)),
            new float[] {0.1f, 0.2f, 0.9f, 0.8f},
            new Topics.Figures(100, 90, 20, 40));

    private final LiveModel model = model();
    private final byte[] bytes = bytes(model);

    @Test
    void read_itemsWithOtherNumbers_saysTheSameOfThem() throws IOException {
        // Given: what was number n is number 100 - n now.
        LiveModel read = read(bytes, key -> 100 - number(key));

        // When / Then
        try (Opinion before = opinion(model, 3, 5);
                Opinion after = opinion(read, 97, 95)) {
            for (int item = 0; item < ITEMS / 2; item++) {
                assertThat(after.of(100 - item)).isCloseTo(before.of(item), within(1e-4));
            }
            assertThat(candidates(after))
                    .containsExactlyInAnyOrderElementsOf(
                            candidates(before).stream().map(item -> 100 - item).toList());
        }
        assertThat(read.origin()).isEqualTo(model.origin());
        assertThat(read.quality()).isEqualTo(model.quality());
        assertThat(read.settings()).isEqualTo(model.settings());
        assertThat(read.domains().getFirst().warm().recipes())
                .isEqualTo(model.domains().getFirst().warm().recipes());
    }

    @Test
    void read_itemsThatAreGone_areNoCandidates() throws IOException {
        // When
        LiveModel read = read(bytes, key -> number(key) < 10 ? number(key) : -1);

        // Then
        try (Opinion opinion = opinion(read, 3, 5)) {
            assertThat(candidates(opinion)).isNotEmpty().allMatch(item -> item < 10);
            assertThat(opinion.of(20)).isNaN();
        }
    }

    @Test
    void read_anyDamage_isTold() {
        for (int place = 0; place < bytes.length; place += 97) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 4;
            assertThatThrownBy(() -> read(damaged, ModelFileTest::number)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> read(new byte[0], ModelFileTest::number)).isInstanceOf(IOException.class);
    }

    @Test
    void close_opinionsAreBeingUsed_freesTheMemoryAfterTheLast() throws IOException {
        // Given
        AtomicInteger freed = new AtomicInteger();
        LiveModel read = ModelFile.read(
                MemorySegment.ofArray(bytes), new ModelRoom(), ModelFileTest::number, freed::incrementAndGet);
        Opinion first = opinion(read, 3, 5);
        Opinion second = opinion(read, 4);

        // When
        read.close();
        first.close();

        // Then
        assertThat(freed).hasValue(0);
        assertThat(candidates(second)).isNotEmpty();
        assertThat(Objects.requireNonNull(read.of("beauty")).about(new int[] {3}, new double[] {1}))
                .isNotNull()
                .satisfies(Opinion::close);
        second.close();
        assertThat(freed).hasValue(1);
        assertThat(Objects.requireNonNull(read.of("beauty")).about(new int[] {3}, new double[] {1}))
                .isNull();
    }

    @Test
    void read_file_keepsItOutsideOfTheHeapUntilItIsClosedAndNobodyUsesIt(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.write(folder.resolve("m.model"), bytes);
        ModelMemory memory = new ModelMemory();
        LiveModel first = ModelFile.read(file, memory, ModelFileTest::number).model();
        List<MemorySegment> links = links(first);
        Opinion opinion = opinion(first, 3, 5);
        first.close();

        // When
        LiveModel second = ModelFile.read(file, memory, ModelFileTest::number).model();
        opinion.close();
        LiveModel third = ModelFile.read(file, memory, ModelFileTest::number).model();

        // Then
        assertThat(links).isNotEmpty().allMatch(MemorySegment::isNative);
        assertThat(addresses(second)).doesNotContainAnyElementsOf(addresses(first));
        assertThat(addresses(third)).isEqualTo(addresses(first));
    }

    @Test
    void read_file_givesItsDigest(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("m.model");
        WholeFile.Written written = WholeFile.write(file, out -> out.write(bytes));

        // When
        ModelFile.Read read = ModelFile.read(file, new ModelMemory(), ModelFileTest::number);

        // Then
        assertThat(read.sha256()).isEqualTo(written.sha256());
    }

    @Test
    void read_manyTargets_findsWhoseVectorsFitBest() throws IOException {
        // Given: a person whose vector is that of number 4,711, the longest of all.
        int targets = 6_000;
        Als als = new Als(32, 1, 0.1, 0.01, 1);
        float[] vectors = new float[targets * 32];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (random.nextGaussian() * (i / 32 == 4_711 ? 3 : 1));
        }
        Factors factors = Factors.of(als, targets, targets, vectors, new float[32 * 32], null);
        Blend blend = new Blend(List.of(new Blend.Part(factors, new double[] {0, 1}, 0.1, false)), new int[] {1});
        Mix mix = new Mix(blend, List.of(als), "settings", 2, 0.5, 0.4, 100);
        int[] items = IntStream.range(0, targets).toArray();
        LiveModel large = new LiveModel(
                new LiveModel.Origin("m", Instant.EPOCH, Instant.EPOCH, 60, 100),
                List.of(new DomainModel("beauty", targets, items, mix, null)));

        // When
        LiveModel read = read(bytes(large), ModelFileTest::number);

        // Then
        try (Opinion before = opinion(large, 4_711);
                Opinion after = opinion(read, 4_711)) {
            for (int item = 0; item < targets; item += 17) {
                assertThat(after.of(item)).isCloseTo(before.of(item), within(1e-4));
            }
            assertThat(candidates(after)).hasSize(400).contains(4_711);
        }
        assertThat(bytes(read)).isEqualTo(bytes(large));
    }

    @Test
    void read_topics_areTheSame() throws IOException {
        // When
        Topics read = Objects.requireNonNull(
                read(bytes(model.with(TOPICS)), ModelFileTest::number).topics());

        // Then
        assertThat(read.words()).isEqualTo(TOPICS.words());
        assertThat(read.topics()).isEqualTo(TOPICS.topics());
        assertThat(read.figures()).isEqualTo(TOPICS.figures());
        assertThat(read.chances()).isEqualTo(TOPICS.chances());
    }

    @Test
    void read_modelOfAVersionWithoutTopics_hasNone() throws IOException {
        assertThat(read(bytes, ModelFileTest::number).topics()).isNull();
    }

    @Test
    void read_whatALaterVersionAdds_isPassedOver() throws IOException {
        // Given
        CRC32C sum = new CRC32C();
        byte[] later = Arrays.copyOf(bytes, bytes.length + 16);
        Arrays.fill(later, bytes.length - Long.BYTES, later.length, (byte) 7);
        sum.update(later, 0, later.length - Long.BYTES);
        ByteBuffer.wrap(later).putLong(later.length - Long.BYTES, sum.getValue());

        // When
        LiveModel read = read(later, ModelFileTest::number);

        // Then
        assertThat(bytes(read)).isEqualTo(bytes);
    }

    private static List<MemorySegment> links(LiveModel model) {
        return model.domains().getFirst().warm().blend().parts().stream()
                .map(Blend.Part::learnt)
                .filter(Neighbours.class::isInstance)
                .map(part -> ((Neighbours) part).links())
                .toList();
    }

    private static List<Long> addresses(LiveModel model) {
        return links(model).stream().map(MemorySegment::address).toList();
    }

    private static byte[] bytes(LiveModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ModelFile.write(model, item -> "blossom:i" + item, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static LiveModel read(byte[] bytes, ToIntFunction<String> numberOf) throws IOException {
        return ModelFile.read(MemorySegment.ofArray(bytes), numberOf);
    }

    /** With a part of each kind, over half targets and half sources. */
    private static LiveModel model() {
        Interactions all = Samples.groups(60, ITEMS, 3, 6, 1);
        Interactions data =
                new Interactions(60, ITEMS / 2, ITEMS, all.starts(), all.columns(), all.weights(), all.times());
        Als als = new Als(32, 3, 0.1, 0.01, 1);
        List<Recipe> recipes = List.of(
                Popular.EVER,
                ItemItem.cosine(5),
                new Ease(10, 0.2, 20),
                new SparseEase(10, 0.2, 8),
                als,
                als.withSources(0.3),
                als.withSources(0),
                new UserKernel(1, 0.5, true, 40),
                new FactorMap(als, als, 2));
        try (Workers workers = Workers.of(1)) {
            List<Blend.Part> parts = recipes.stream()
                    .map(recipe -> new Blend.Part(
                            recipe.train(data, workers, 1), new double[] {1, 0.5}, 0.1, recipe instanceof Popular))
                    .toList();
            Mix mix = new Mix(new Blend(parts, new int[] {1}), recipes, "settings", 2, 0.5, 0.4, 100);
            int[] items = IntStream.range(0, ITEMS).toArray();
            return new LiveModel(
                    new LiveModel.Origin("m", Instant.EPOCH, Instant.EPOCH, 60, data.size()),
                    List.of(new DomainModel("beauty", ITEMS / 2, items, mix, null)));
        }
    }

    private static Opinion opinion(LiveModel model, int... items) {
        double[] weights = IntStream.of(items).mapToDouble(item -> 1).toArray();
        return Objects.requireNonNull(Objects.requireNonNull(model.of("beauty")).about(items, weights));
    }

    private static Set<Integer> candidates(Opinion opinion) {
        Set<Integer> items = new TreeSet<>();
        opinion.candidates(400, (item, logOdds) -> items.add(item));
        return items;
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring("blossom:i".length()));
    }
}
