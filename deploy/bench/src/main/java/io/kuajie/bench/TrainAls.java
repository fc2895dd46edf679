package io.kuajie.bench;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Factors;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Implicit ALS, 64 factors and 10 rounds over more than ten million interactions, against Spark MLlib's on the same data. */
final class TrainAls implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 200_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 40_000);
    private static final int MEAN_DEGREE = 64;
    private static final int JUDGED = 5_000;
    private static final int CUTOFF = 20;
    private static final double UNOBSERVED = 0.1;
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 3);

    /** The best for Spark of 0.1, 0.5, 1 and 2.2, with a tenth of the people and of the items. */
    private static final double SPARK_LAMBDA = 0.5;

    private static final Als ALS = new Als(64, 10, UNOBSERVED, 0.003, 1);
    private static final Pattern SECONDS = Pattern.compile("\"trainSeconds\":([0-9.]+)");

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String description() {
        return "implicit ALS, 64 factors, 10 rounds, over 10 million interactions, against Spark MLlib on the same data and processors";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        Purchases purchases = Purchases.generate(PEOPLE, ITEMS, MEAN_DEGREE, 1);
        out.printf(
                "%,d people, %,d items, %,d interactions%n",
                PEOPLE, ITEMS, purchases.train().size());
        double best = Double.POSITIVE_INFINITY;
        double ndcg = 0;
        try (Workers workers = Workers.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                Factors factors = ALS.train(purchases.train(), workers, 1);
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.min(best, seconds);
                ndcg = ours(purchases, factors);
                out.printf("ours         %8.1f s   ndcg@20 %.4f%n", seconds, ndcg);
            }
        }
        double spark = spark(purchases, out);
        return new Result(name(), spark / best, best, spark, Double.NaN);
    }

    private static double ours(Purchases purchases, Factors factors) {
        float[] scores = new float[ITEMS];
        double sum = 0;
        for (int person = 0; person < JUDGED; person++) {
            factors.score(purchases.train().history(person), scores);
            sum += gain(purchases, person, scores);
        }
        return sum / JUDGED;
    }

    /** Discounted gain of the held-out item among all that the person does not have. */
    private static double gain(Purchases purchases, int person, float[] scores) {
        for (int item : purchases.train().history(person).items()) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        int above = 0;
        for (float score : scores) {
            above += score > scores[purchases.held()[person]] ? 1 : 0;
        }
        return above < CUTOFF ? Math.log(2) / Math.log(above + 2.0) : 0;
    }

    /** Seconds that MLlib takes, read and started up already. */
    private static double spark(Purchases purchases, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kuajie-train");
        try {
            return spark(purchases, folder, out);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static double spark(Purchases purchases, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data.tsv");
        Path vectors = folder.resolve("vectors");
        Path log = folder.resolve("log");
        purchases.write(data);
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("kuajie.root") + "/deploy/spark/run",
                        "--data",
                        data.toString(),
                        "--out",
                        folder.resolve("spark.model").toString(),
                        "--vectors",
                        vectors.toString(),
                        "--rounds",
                        "10",
                        "--lambda",
                        Double.toString(SPARK_LAMBDA),
                        "--alpha",
                        Double.toString(1 / UNOBSERVED))
                .redirectOutput(log.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SPARK_MEMORY", "8g");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
        int exit = builder.start().waitFor();
        Matcher told = SECONDS.matcher(Files.readString(log));
        if (exit != 0 || !told.find()) {
            throw new IOException("Spark ended with %d: %s".formatted(exit, Files.readString(log)));
        }
        double seconds = Double.parseDouble(told.group(1));
        out.printf("Spark MLlib  %8.1f s   ndcg@20 %.4f%n", seconds, ndcg(purchases, vectors));
        return seconds;
    }

    private static double ndcg(Purchases purchases, Path vectors) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(vectors), 1 << 20))) {
            int width = in.readInt();
            float[] people = rows(in, width, PEOPLE);
            float[] items = rows(in, width, ITEMS);
            float[] scores = new float[ITEMS];
            float[] person = new float[width];
            double sum = 0;
            for (int number = 0; number < JUDGED; number++) {
                System.arraycopy(people, number * width, person, 0, width);
                Kernels.best().multiply(items, width, person, scores, 0, ITEMS);
                sum += gain(purchases, number, scores);
            }
            return sum / JUDGED;
        }
    }

    /** By the number that follows the name's first letter. */
    private static float[] rows(DataInputStream in, int width, int count) throws IOException {
        float[] rows = new float[count * width];
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            int row = Integer.parseInt(in.readUTF().substring(1));
            for (int k = 0; k < width; k++) {
                rows[row * width + k] = in.readFloat();
            }
        }
        return rows;
    }
}
