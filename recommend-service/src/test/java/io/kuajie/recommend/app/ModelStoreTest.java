package io.kuajie.recommend.app;

import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.people.Deed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    Path folder;

    private final Town town = new Town(true);

    @BeforeEach
    void settle() {
        Interactions groups = Samples.groups(300, 40, 4, 6, 2);
        for (int person = 0; person < groups.people(); person++) {
            Deed[] deeds = Arrays.stream(groups.history(person).items())
                    .mapToObj(item -> bought("blossom:i" + item))
                    .toArray(Deed[]::new);
            town.person("p" + person, "", deeds);
        }
    }

    @Test
    void restore_afterTwoModelsAndARollback_givesWhatWasInUse() throws IOException {
        // Given
        ModelStore store = store();
        town.models.use(learnt("first"));
        town.models.use(learnt("second"));
        store.keep(town.models);
        town.models.rollBack();
        ModelStore.Stored stored = store.keep(town.models);

        // When
        LiveModels restored = new LiveModels();
        store().restore(restored);

        // Then
        LiveModel current = Objects.requireNonNull(restored.current());
        assertThat(current.id()).isEqualTo("first");
        assertThat(current.quality())
                .isEqualTo(Objects.requireNonNull(town.models.current()).quality());
        assertThat(restored.former()).isEmpty();
        assertThat(stored.location()).isEqualTo("first.model");
        assertThat(stored.sha256()).hasSize(64);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("first.model", "models");
        }
    }

    @Test
    void restore_damagedFile_fallsBackToTheFormerModel() throws IOException {
        // Given
        town.models.use(learnt("first"));
        town.models.use(learnt("second"));
        store().keep(town.models);
        byte[] bytes = Files.readAllBytes(folder.resolve("second.model"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("second.model"), bytes);

        // When
        LiveModels restored = new LiveModels();
        store().restore(restored);

        // Then
        assertThat(Objects.requireNonNull(restored.current()).id()).isEqualTo("first");
    }

    @Test
    void restore_listThatIsNoText_restoresNothingAndSaysSo() throws IOException {
        // Given
        town.models.use(learnt("first"));
        store().keep(town.models);
        Files.write(folder.resolve("models"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        LiveModels restored = new LiveModels();
        ModelHealth health = health(restored);

        // When
        store(health).restore(restored);

        // Then
        assertThat(restored.current()).isNull();
        assertThat(health.call().getData().orElseThrow()).containsEntry("refused", "models");
    }

    @Test
    void restore_listThatNamesNoFile_restoresNothingAndSaysSo() throws IOException {
        // Given
        Files.writeString(folder.resolve("models"), "\0");
        LiveModels restored = new LiveModels();
        ModelHealth health = health(restored);

        // When
        store(health).restore(restored);

        // Then
        assertThat(restored.current()).isNull();
        assertThat(health.call().getData().orElseThrow()).containsKey("refused");
    }

    private LiveModel learnt(String id) {
        Snapshot snapshot = Snapshot.of(town.population.people(), town.items.size(), 1000, town::domainNameOf);
        try (Workers workers = Workers.of(1)) {
            return switch (new Learner(workers, 1, Effort.QUICK, line -> {})
                    .learn(snapshot, id, Town.NOW, null, true)) {
                case Learner.Outcome.Accepted(LiveModel model) -> model;
                case Learner.Outcome.Refused(String reason) -> throw new AssertionError(reason);
            };
        }
    }

    private ModelStore store() {
        return store(health(town.models));
    }

    private ModelHealth health(LiveModels models) {
        return new ModelHealth(
                models,
                new Meters(
                        new SimpleMeterRegistry(), town.items, town.population, town.likenesses, town.offers, models),
                Clock.systemUTC());
    }

    private ModelStore store(ModelHealth health) {
        RecommendSettings settings = new SmallRyeConfigBuilder()
                .withMapping(RecommendSettings.class)
                .withDefaultValue("kuajie.recommend.models.folder", folder.toString())
                .withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(RecommendSettings.class);
        return new ModelStore(town.items, health, settings, new ModelMemory());
    }
}
