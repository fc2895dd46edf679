package io.kuajie.spark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.recommendation.ALS;
import org.apache.spark.mllib.recommendation.MatrixFactorizationModel;
import org.apache.spark.mllib.recommendation.Rating;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** The command {@code deploy/spark/run}: MLlib's implicit ALS, written as the service's model. */
public final class AlsJob {
    private static final int MOST_JUDGED = 2_000;

    private final JobOptions options;
    private final JavaSparkContext spark;

    private AlsJob(JobOptions options, JavaSparkContext spark) {
        this.options = options;
        this.spark = spark;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(JobOptions.HELP);
            return;
        }
        JobOptions options;
        try {
            options = JobOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        SparkConf settings = new SparkConf().setAppName("kuajie-als");
        settings.setIfMissing("spark.master", "local[*]");
        settings.setIfMissing("spark.ui.enabled", "false");
        settings.setIfMissing("spark.driver.host", "localhost");
        settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            new AlsJob(options, spark).run();
        }
    }

    private void run() throws IOException {
        JavaPairRDD<String, String> pairs = spark.textFile(String.join(",", options.data()))
                .map(line -> line.split("[\t,]|::", -1))
                .filter(fields -> fields.length > 1 && !fields[0].startsWith("#"))
                .mapToPair(fields -> new Tuple2<>(fields[0].strip(), fields[1].strip()))
                .distinct()
                .persist(StorageLevel.MEMORY_AND_DISK());
        List<String> items = pairs.values().distinct().collect();
        List<String> people = pairs.keys().distinct().collect();
        var itemNumbers = spark.broadcast(numbers(items));
        var personNumbers = spark.broadcast(numbers(people));
        JavaRDD<Rating> all = pairs.map(pair -> new Rating(
                        Objects.requireNonNull(personNumbers.value().get(pair._1())),
                        Objects.requireNonNull(itemNumbers.value().get(pair._2())),
                        1))
                .persist(StorageLevel.MEMORY_AND_DISK());
        Map<Integer, int[]> rows = rowsOfJudged(all, people.size());
        Map<Integer, Integer> held = held(rows);
        var left = spark.broadcast(new HashMap<>(held));
        JavaRDD<Rating> train = all.filter(
                        rating -> !Integer.valueOf(rating.product()).equals(left.value().get(rating.user())))
                .persist(StorageLevel.MEMORY_AND_DISK());
        long size = train.count();
        pairs.unpersist();
        long start = System.nanoTime();
        MatrixFactorizationModel model = new ALS()
                .setRank(options.rank())
                .setIterations(options.rounds())
                .setLambda(options.lambda())
                .setAlpha(options.alpha())
                .setImplicitPrefs(true)
                .setBlocks(options.blocks())
                .setSeed(options.seed())
                .run(train);
        model.userFeatures().count();
        model.productFeatures().count();
        double seconds = (System.nanoTime() - start) / 1e9;
        float[] itemVectors = vectors(model.productFeatures().toJavaRDD().collect(), items.size());
        float[] counts = counts(train, items.size());
        Judged judged = new Judged(
                options.rank(), itemVectors, counts, peopleOf(model, held), rows, held);
        Judged.Verdict verdict = judged.verdict();
        Files.write(
                Path.of(options.out()),
                new ModelBytes(options, items, itemVectors, counts, people.size(), size, verdict).bytes());
        if (!options.vectors().isEmpty()) {
            write(model, people, items, itemVectors);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"model\":\"%s\",\"people\":%d,\"items\":%d,\"interactions\":%d,\"quality\":%.5f,\"baseline\":%.5f,\"trainSeconds\":%.3f}%n",
                options.id(),
                people.size(),
                items.size(),
                size,
                verdict.quality(),
                verdict.baseline(),
                seconds);
    }

    private static HashMap<String, Integer> numbers(List<String> names) {
        HashMap<String, Integer> numbers = new HashMap<>(2 * names.size());
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return numbers;
    }

    /** Whole rows of some people with two items or more, rising. */
    private Map<Integer, int[]> rowsOfJudged(JavaRDD<Rating> all, int people) {
        double share = Math.min(1, 3.0 * MOST_JUDGED / Math.max(1, people));
        long seed = options.seed();
        Map<Integer, int[]> rows = new HashMap<>();
        all.filter(rating -> new java.util.SplittableRandom(seed * 31 + rating.user()).nextDouble() < share)
                .mapToPair(rating -> new Tuple2<>(rating.user(), rating.product()))
                .groupByKey()
                .mapValues(products -> {
                    java.util.TreeSet<Integer> row = new java.util.TreeSet<>();
                    products.forEach(row::add);
                    return row.stream().mapToInt(Integer::intValue).toArray();
                })
                .filter(row -> row._2().length > 1)
                .take(MOST_JUDGED)
                .forEach(row -> rows.put(row._1(), row._2()));
        return rows;
    }

    private Map<Integer, Integer> held(Map<Integer, int[]> rows) {
        Map<Integer, Integer> held = new HashMap<>();
        rows.forEach((person, row) -> held.put(
                person, row[new java.util.SplittableRandom(options.seed() + person).nextInt(row.length)]));
        return held;
    }

    private Map<Integer, double[]> peopleOf(MatrixFactorizationModel model, Map<Integer, Integer> held) {
        var judged = spark.broadcast(new java.util.HashSet<>(held.keySet()));
        Map<Integer, double[]> people = new HashMap<>();
        model.userFeatures().toJavaRDD().filter(row -> judged.value().contains((Integer) row._1())).collect()
                .forEach(row -> people.put((Integer) row._1(), row._2()));
        return people;
    }

    private float[] vectors(List<Tuple2<Object, double[]>> rows, int count) {
        float[] vectors = new float[count * options.rank()];
        for (Tuple2<Object, double[]> row : rows) {
            int start = (Integer) row._1() * options.rank();
            for (int i = 0; i < options.rank(); i++) {
                vectors[start + i] = (float) row._2()[i];
            }
        }
        return vectors;
    }

    private static float[] counts(JavaRDD<Rating> train, int items) {
        float[] counts = new float[items];
        train.mapToPair(rating -> new Tuple2<>(rating.product(), 1L))
                .reduceByKey(Long::sum)
                .collect()
                .forEach(pair -> counts[pair._1()] = pair._2());
        return counts;
    }

    private void write(MatrixFactorizationModel model, List<String> people, List<String> items, float[] itemVectors)
            throws IOException {
        float[] own = vectors(model.userFeatures().toJavaRDD().collect(), people.size());
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(Path.of(options.vectors())), 1 << 20))) {
            out.writeInt(options.rank());
            write(out, people, own);
            write(out, items, itemVectors);
        }
    }

    private void write(DataOutputStream out, List<String> names, float[] vectors) throws IOException {
        out.writeInt(names.size());
        for (int row = 0; row < names.size(); row++) {
            out.writeUTF(names.get(row));
            for (int i = 0; i < options.rank(); i++) {
                out.writeFloat(vectors[row * options.rank() + i]);
            }
        }
    }
}
