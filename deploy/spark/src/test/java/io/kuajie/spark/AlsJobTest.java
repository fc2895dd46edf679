package io.kuajie.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in a process of its own on a JDK that Spark runs on, its model read by the service's code. */
class AlsJobTest {
    private static final int NO_JDK = 4;
    private static final int GROUP = 20;

    @TempDir
    Path folder;

    @Test
    void run_peopleOfFourGroups_writesAModelThatTheServiceReads() throws Exception {
        // Given
        Path data = Files.writeString(folder.resolve("data.tsv"), data());
        Path out = folder.resolve("m.model");

        // When
        int exit = run("--data", data.toString(), "--out", out.toString(), "--domain", "beauty", "--id", "m",
                "--rank", "32", "--rounds", "5", "--blocks", "2");
        assumeFalse(exit == NO_JDK, "there is no JDK 17 or 21 for Spark");

        // Then
        assertThat(exit).as(Files.readString(folder.resolve("log"))).isZero();
        LiveModel model = ModelFile.read(MemorySegment.ofArray(Files.readAllBytes(out)), AlsJobTest::number);
        assertThat(model.id()).isEqualTo("m");
        assertThat(model.quality()).isGreaterThan(1.5 * model.baseline());
        try (Opinion opinion = Objects.requireNonNull(
                Objects.requireNonNull(model.of("beauty")).about(new int[] {1, 2, 3}, new double[] {1, 1, 1}))) {
            assertThat(opinion.of(10)).isGreaterThan(opinion.of(GROUP + 10));
            assertThat(opinion.of(11)).isGreaterThan(opinion.of(3 * GROUP + 11));
        }
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command =
                new java.util.ArrayList<>(java.util.List.of(System.getProperty("kuajie.spark.run")));
        command.addAll(java.util.List.of(arguments));
        File log = folder.resolve("log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("SPARK_MEMORY", "1g");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String data() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        for (int person = 0; person < 400; person++) {
            for (int i = 0; i < 8; i++) {
                int item = random.nextInt(10) == 0
                        ? random.nextInt(4 * GROUP)
                        : person % 4 * GROUP + random.nextInt(GROUP);
                text.append("u").append(person).append("\tblossom:i").append(item).append('\n');
            }
        }
        return text.toString();
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring("blossom:i".length()));
    }
}
