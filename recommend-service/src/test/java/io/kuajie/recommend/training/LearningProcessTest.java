package io.kuajie.recommend.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import io.kuajie.recommend.domain.topics.Texts;
import io.kuajie.recommend.domain.topics.TopicLearner;
import io.kuajie.recommend.domain.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People of four groups, each with ten items of its own. */
class LearningProcessTest {
    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
    /** So much that the largest matrices fit, for a heap is a little smaller than what it was given. */
    private static final long MEMORY = 640L << 20;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int ITEMS = 40;

    private static final Texts TEXTS = texts();

    private final LearningProcess process = new LearningProcess(OptionalLong.of(MEMORY), LIMIT, new ModelMemory());
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void close() {
        process.close();
    }

    @Test
    void learn_twice_givesWhatIsLearntHere() throws IOException {
        // When
        LiveModel first = accepted(learn(rows(300), null, true));
        LiveModel second = accepted(learn(rows(300), first, false));

        // Then
        Snapshot snapshot = Snapshot.of(rows(300), ITEMS, item -> "beauty");
        try (Workers workers = Workers.of(1)) {
            Learner learner = new Learner(workers, 1, Effort.within(MEMORY), note -> {});
            Topics topics = new TopicLearner(1, note -> {}).learn(TEXTS, snapshot.items());
            LiveModel here = accepted(learner.learn(snapshot, "m", NOW, null, true));
            LiveModel next = accepted(learner.learn(snapshot, "m", NOW, here, false));
            assertThat(topics).isNotNull();
            assertThat(bytes(first)).isEqualTo(bytes(here.with(topics)));
            assertThat(bytes(second)).isEqualTo(bytes(next.with(topics)));
        }
        assertThat(notes).isNotEmpty();
    }

    @Test
    void learn_tooFewPeople_isRefused() throws IOException {
        assertThat(learn(rows(3), null, true)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void learn_moreThanItsMemoryHolds_saysWhichSettingToRaise() {
        // Given: rows of a hundred thousand items each
        int[] items = IntStream.range(0, 100_000).toArray();
        Row wide = new Row(items, new long[items.length]);
        List<Row> rows = new ArrayList<>();
        IntStream.range(0, 500).forEach(person -> rows.add(wide));

        // When / Then
        try (LearningProcess small = new LearningProcess(OptionalLong.of(64 << 20), LIMIT, new ModelMemory())) {
            assertThatThrownBy(() -> small.learn(
                            order(null, true), Texts.NONE, items.length, item -> "beauty", rows.iterator(), notes::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("kuajie.recommend.train.memory-bytes");
        }
    }

    @Test
    void learn_closed_isRefused() {
        // Given
        process.close();

        // When / Then
        assertThatThrownBy(() -> learn(rows(300), null, true)).isInstanceOf(LearningProcess.ClosedException.class);
    }

    @Test
    void learn_closedMeanwhile_saysSoRatherThanThatItFailed() {
        // Given: rows without an end, during which the service stops
        Iterator<Row> rows = Stream.generate(() -> new Row(new int[] {0, 1}, new long[2]))
                .peek(row -> process.close())
                .iterator();

        // When / Then
        assertThatThrownBy(
                        () -> process.learn(order(null, true), Texts.NONE, ITEMS, item -> "beauty", rows, notes::add))
                .isInstanceOf(LearningProcess.ClosedException.class);
    }

    @Test
    void learn_longerThanAllowed_isBrokenOffAndSaysWhichSettingToRaise() {
        // Given: rows without an end
        Iterator<Row> rows =
                Stream.generate(() -> new Row(new int[] {0, 1}, new long[2])).iterator();

        // When / Then
        try (LearningProcess hasty =
                new LearningProcess(OptionalLong.of(MEMORY), Duration.ofMillis(500), new ModelMemory())) {
            assertThatThrownBy(
                            () -> hasty.learn(order(null, true), Texts.NONE, ITEMS, item -> "beauty", rows, notes::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PT0.5S")
                    .hasMessageContaining("kuajie.recommend.train.limit");
        }
    }

    @Test
    void create_tooLittleMemory_isRefused() {
        assertThatThrownBy(() -> new LearningProcess(OptionalLong.of(1 << 20), LIMIT, new ModelMemory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048576");
    }

    @Test
    void process_inputEnds_doesNotGoOn() throws Exception {
        // Given: a lesson that takes long
        Process learning = new ProcessBuilder(LearningCommand.of(OptionalLong.of(1L << 30)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (DataOutputStream lesson = new DataOutputStream(learning.getOutputStream())) {
            Lesson.write(
                    order(null, true),
                    Texts.NONE,
                    ITEMS,
                    item -> "beauty",
                    rows(100_000).iterator(),
                    lesson);
        }

        // When: the one who asked is gone, which closes the pipe
        boolean hasEnded = learning.waitFor(30, TimeUnit.SECONDS);

        // Then
        assertThat(hasEnded).isTrue();
        assertThat(learning.exitValue()).isEqualTo(Learning.ABANDONED);
    }

    private Outcome learn(List<Row> rows, @Nullable LiveModel former, boolean isSearching) throws IOException {
        return process.learn(order(former, isSearching), TEXTS, ITEMS, item -> "beauty", rows.iterator(), notes::add);
    }

    private static Lesson.Order order(@Nullable LiveModel former, boolean isSearching) {
        return new Lesson.Order("m", NOW, former, isSearching);
    }

    private static List<Row> rows(int people) {
        Interactions groups = Samples.groups(people, ITEMS, 4, 6, 2);
        return IntStream.range(0, people)
                .mapToObj(person -> groups.history(person).items())
                .map(items -> new Row(items, new long[items.length]))
                .toList();
    }

    /** Each says four of the six words of its group. */
    private static Texts texts() {
        int ofGroup = 6;
        int[] items = IntStream.range(0, ITEMS).toArray();
        List<String> words =
                IntStream.range(0, 4 * ofGroup).mapToObj(word -> "word-" + word).toList();
        List<int[]> wordsByText = IntStream.of(items)
                .mapToObj(item -> IntStream.range(0, 4)
                        .map(place -> item / 10 * ofGroup + (item + place) % ofGroup)
                        .toArray())
                .toList();
        List<int[]> once =
                IntStream.of(items).mapToObj(item -> new int[] {1, 1, 1, 1}).toList();
        return new Texts(items, new int[ITEMS], words, wordsByText, once);
    }

    private static byte[] bytes(LiveModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, Integer::toString, bytes);
        return bytes.toByteArray();
    }

    private static LiveModel accepted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LiveModel model) -> model;
            case Outcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }
}
