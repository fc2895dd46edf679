package io.kuajie.recommend.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void run_pairsWithHeaderCommentsAndWindowsEndings_endsWithOneJsonLine() throws IOException {
        // Given
        Path train = file("user_id:token\titem_id:token\r\n# comment\r\n\r\na\tx\r\na\ty\r\nb\tx\r\nb\tz\t1\r\n");
        Path test = file("a\tz\t5\t100\nb\ty\n");

        // When
        int exit = run("--train", train.toString(), "--test=" + test, "--model", "popularity", "--k", "1,2");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .startsWith("{\"model\":\"popularity\"")
                .contains(
                        "\"recall@1\":1.00000",
                        "\"ndcg@2\":1.00000",
                        "\"hr@1\":1.00000",
                        "\"map@2\":1.00000",
                        "\"f1@1\":1.00000",
                        "\"mrr\":1.00000",
                        "\"coverage@1\":0.66667",
                        "\"novelty@1\":",
                        "\"gini@2\":",
                        "\"popularityLift@1\":0.00000",
                        "\"trials\":2",
                        "\"seconds\":")
                .endsWith("}");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 people, 3 target items");
    }

    @Test
    void run_lists_areRead() throws IOException {
        Path train = file("a x y\nb x z\nc x\n");
        Path test = file("a z\nb y\nc\n");
        assertThat(run(
                        "--train",
                        train.toString(),
                        "--test",
                        test.toString(),
                        "--format",
                        "lists",
                        "--model",
                        "cosine"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "小明\t课程一\n小明\t课程二\n小红\t课程一\n",
                "小明 课程一\n\n\n小明 课程二 5\n小红 课程一\n小红 课程一\n",
                "小明::课程一::3::1609459200\n小明::课程二::-1::1609459200\n小明::课程二::2::\n小红::课程一::1::1609459200000\n",
                "user,item\n小明,课程一\n小明,课程二\n小红,课程一"
            })
    void run_anySeparator_givesTheSame(String text) throws IOException {
        Path train = file(text);
        Path test = file("小红\t课程二\n新人\t课程一\n小红\t没人碰过\n");
        assertThat(run("--train", train.toString(), "--test", test.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"trials\":2", "\"recall@10\":1.00000");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("3 people, 3 target items, 0 source items; 3 training and 3 test interactions");
    }

    @Test
    void run_packedFile_isUnpacked() throws IOException {
        // Given
        Path packed = Files.createTempFile(folder, "data", ".gz");
        try (var stream = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            stream.write("a\tx\na\ty\nb\tx\n".getBytes(StandardCharsets.UTF_8));
        }

        // When
        int exit = run("--train", packed.toString(), "--test", file("b\ty\n").toString());

        // Then
        assertThat(exit).isZero();
    }

    @Test
    void read_timesInMilliseconds_areSeconds() throws IOException {
        Table table = Table.read(file("a\tx\t1\t1609459200000\n"), Table.Format.PAIRS, note -> {});
        assertThat(table.rows().get("a")).containsEntry("x", new Dealing(1_609_459_200L, 1));
    }

    @Test
    void run_severalSplits_compareWithTheUsualModels() throws IOException {
        // Given
        StringBuilder train = new StringBuilder();
        StringBuilder test = new StringBuilder();
        for (int person = 0; person < 60; person++) {
            for (int item = 0; item < 6; item++) {
                (item == 5 ? test : train)
                        .append("u%d\ti%d\n".formatted(person, person % 3 * 10 + (person + item) % 10));
            }
        }

        // When
        int exit = run(
                "--train",
                file(train.toString()).toString(),
                "--test",
                file(test.toString()).toString(),
                "--splits",
                "2",
                "--k",
                "5");

        // Then
        assertThat(exit).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).contains("model", "recall@5", "ndcg@5");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("map@5", "coverage@5", "popularityLift@5"));
        assertThat(lines.getLast())
                .contains("\"splits\":2", "\"trials\":120", "\"model\":\"ease\"", "\"ahead\":{\"recall@5\":[");
    }

    @Test
    void run_coldWithoutCommonPeople_isExplained() throws IOException {
        Path train = file("a\tx\na\ty\nb\tx\n");
        Path source = file("c\tp\n");
        assertThat(run(
                        "--train",
                        train.toString(),
                        "--test",
                        file("b\ty\n").toString(),
                        "--source",
                        source.toString(),
                        "--protocol",
                        "cold"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody to hide");
    }

    @Test
    void run_badLine_isNamedByItsNumber() throws IOException {
        Path train = file("a\tx\n\na\n");
        assertThat(run("--train", train.toString(), "--test", train.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 3", "1 fields");
    }

    @Test
    void run_valueThatIsNoNumber_isNamed() throws IOException {
        Path train = file("a\tx\t1\na\ty\tmany\n");
        assertThat(run("--train", train.toString(), "--test", train.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2", "'many'");
    }

    @Test
    void run_faultsInOptions_areExplained() throws IOException {
        Path train = file("a\tx\na\ty\nb\tx\n");
        assertThat(run("--train", train.toString())).isEqualTo(2);
        assertThat(run("--what", "x")).isEqualTo(2);
        assertThat(run("--low-ratings", "0")).isEqualTo(2);
        assertThat(run("--train", "nowhere")).isEqualTo(2);
        assertThat(run("--train", train.toString(), "--test", file("b\ty\n").toString(), "--model", "magic"))
                .isEqualTo(2);
        assertThat(run("--train", train.toString(), "--test", train.toString(), "--protocol", "cold"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--test is missing", "'--what'", "nowhere is no file", "'magic'", "needs --source");
    }

    @Test
    void of_itemsWithTheSamePeople_areTwins() throws IOException {
        // Given
        Table target = Table.read(file("a\tx\nb\tx\nc\ty\n"), Table.Format.PAIRS, note -> {});
        Table source = Table.read(file("a\tp\nb\tp\nc\tq\na\tr\nc\tr\n"), Table.Format.PAIRS, note -> {});

        // When
        DataSet data = DataSet.of(target, target, List.of(source), false, LowRatings.LIKE_OTHERS);

        // Then
        assertThat(data.twins()).isEqualTo(1);
        assertThat(data.train().items() - data.train().targets()).isEqualTo(2);
    }

    @Test
    void of_valuesBelowThePersonsMean_weighLess() throws IOException {
        // Given: a's mean is 3, b's is his only value, c's lines have none.
        Table train =
                Table.read(file("a\tx\t1\na\ty\t5\na\tz\t3\nb\tx\t2\nc\tx\nc\ty\n"), Table.Format.PAIRS, note -> {});
        Table test = Table.read(file("b\ty\n"), Table.Format.PAIRS, note -> {});

        // When
        DataSet data = DataSet.of(train, test, List.of(), false, new LowRatings(0.25));

        // Then
        assertThat(data.train().weights()).containsExactly(0.25f, 1, 1, 1, 1, 1);
    }

    private int run(String... arguments) {
        return Evaluate.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "data", ".tsv"), text);
    }
}
