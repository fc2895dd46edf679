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
        DataSet data = DataSet.of(target, target, List.of(source), false);

        // Then
        assertThat(data.twins()).isEqualTo(1);
        assertThat(data.train().items() - data.train().targets()).isEqualTo(2);
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
