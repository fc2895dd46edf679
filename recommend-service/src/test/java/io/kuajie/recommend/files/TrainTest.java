package io.kuajie.recommend.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
    private static final int GROUP = 10;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void train_twoDomainsInOneFile_writesTheServicesModelAndItsManifest() throws IOException {
        // Given
        Path data = Files.writeString(folder.resolve("data.tsv"), groups(150));
        Path file = folder.resolve("m.model");

        // When
        int exit = run("train", "--data", data.toString(), "--out", file.toString(), "--id", "m");

        // Then
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        LiveModel model = ModelFile.read(file, new ModelMemory(), key -> Math.abs(key.hashCode()) % 1000)
                .model();
        assertThat(model.id()).isEqualTo("m");
        assertThat(model.domains()).extracting(domain -> domain.domain()).contains("beauty");
        assertThat(model.quality()).isGreaterThan(model.baseline());
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .startsWith("{\"model\":\"m\"")
                .contains("\"sha256\":\"", "\"domain\":\"beauty\"", "\"dataFrom\":\"", "\"settings\":\"")
                .isEqualTo(Files.readString(folder.resolve("m.model.json")).strip());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("validation");
    }

    @Test
    void deeds_ratedBelowThePersonsMean_weighLess() throws IOException {
        // Given: a's mean is 3, c's lines have no value
        Path file = Files.writeString(
                folder.resolve("rated.tsv"), "a\ts:x\t1\na\ts:y\t5\na\ts:z\t3\nc\ts:x\nc\ts:y\nd\ts:z\t2\nd\ts:y\t4\n");
        Table rated = Table.read(file, Table.Format.PAIRS, note -> {});

        // When
        Snapshot snapshot = Deeds.of(List.of(rated), "", new LowRatings(0.25)).snapshot();

        // Then: in the order of people's and items' first lines, which is no order
        Interactions data = snapshot.view("s").data();
        assertThat(data.size()).isEqualTo(7);
        assertThat(data.weights()).containsOnly(0.25f, 1);
        assertThat(IntStream.range(0, data.size())
                        .filter(place -> data.weights()[place] < 1)
                        .count())
                .isEqualTo(2);
        assertThat(Deeds.of(List.of(rated), "", LowRatings.LIKE_OTHERS)
                        .snapshot()
                        .data()
                        .weights())
                .containsOnly(1);
    }

    @Test
    void tune_noTastes_findsNothingAndSaysSo() throws IOException {
        Path data = Files.writeString(folder.resolve("data.tsv"), "u1\ta:1\nu1\ta:2\nu2\ta:1\nu2\ta:2\n");
        assertThat(run("tune", "--data", data.toString())).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("{\"found\":[]}");
    }

    @Test
    void run_wrongOptions_saysWhichAndWhatToDo() {
        assertThat(run("train", "--data", "none", "--out", "x")).isEqualTo(2);
        assertThat(run("train")).isEqualTo(2);
        assertThat(run("learn")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("tune", "--speed", "9")).isEqualTo(2);
        assertThat(run("tune", "--low-ratings", "2")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "--data none is no file",
                        "Give either --data files or --topics",
                        "There is no command 'learn'",
                        "--low-ratings is '2'",
                        "There is no option '--speed'");
        assertThat(run("train", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--topics BROKERS");
    }

    /** People of four groups, in two domains alike. */
    private static String groups(int people) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        for (int person = 0; person < people; person++) {
            for (int i = 0; i < 14; i++) {
                int item = person % 4 * GROUP + random.nextInt(GROUP);
                String domain = i % 2 == 0 ? "beauty" : "course";
                text.append("p%d\t%s:i%d\t1\t%d\t%s%n"
                        .formatted(person, i % 2 == 0 ? "blossom" : "academy", item, 1_700_000_000 + i, domain));
            }
        }
        return text.toString();
    }

    private int run(String... arguments) {
        return Recommend.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
