package io.kuajie.bench;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Best;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.History;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.SparseEase;
import io.kuajie.recommend.domain.live.DomainModel;
import io.kuajie.recommend.domain.live.DomainModel.Mix;
import io.kuajie.recommend.domain.live.Judgement;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.ModelMemory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A person's best hundred of 100,000 learnt vectors, searched in cells, against the product with all; and what a whole opinion of a blend
 * over them costs, and finds of its own best.
 */
final class FactorSearch implements Bench {
    private static final int PEOPLE = 100_000;
    private static final int ITEMS = 100_032;
    private static final int MEAN_DEGREE = 20;
    private static final int BEST = 100;
    private static final int[] PUT_FORWARD = {50, 100, 200, 400};
    private static final int LISTED = 20;
    private static final int ASKED = 1_000;
    private static final int ASKED_OF_BLEND = 300;
    private static final int ROUNDS = 5;
    private static final double[] SHARES = {0.01, 0.02, 0.04, 0.06, 0.1, 0.2};
    private static final Als ALS = new Als(64, 4, 0.02, 0.003, 1);

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "the best 100 of 100,000 items by 64 learnt factors, searched in cells, against the product with all of them";
    }

    @Override
    public Result run(PrintStream out) throws IOException {
        Interactions data = Purchases.generate(PEOPLE, ITEMS, MEAN_DEGREE, 1).train();
        out.printf("%,d people, %,d items, %,d interactions%n", PEOPLE, ITEMS, data.size());
        try (Workers workers = Workers.all()) {
            Factors plain = ALS.train(data, workers, 1);
            long start = System.nanoTime();
            Factors sorted = plain.inCells();
            out.printf("sorted into cells in %.1f s%n", (System.nanoTime() - start) / 1e9);
            Result result = searches(plain, sorted, data, out);
            opinions(plain, data, workers, out);
            return result;
        }
    }

    private Result searches(Factors plain, Factors sorted, Interactions data, PrintStream out) {
        float[][] people = IntStream.range(0, ASKED)
                .mapToObj(person -> plain.fold(data.history(person * (PEOPLE / ASKED))))
                .toArray(float[][]::new);
        List<Set<Integer>> exact = new ArrayList<>();
        for (float[] person : people) {
            exact.add(found(plain, person, ITEMS));
        }
        out.printf("%-12s %12s %12s%n", "rows read", "recall@100", "µs");
        for (double share : SHARES) {
            int rows = (int) (share * ITEMS);
            double micros = median(() -> search(sorted, people, rows));
            out.printf("%-12d %12.4f %12.1f%n", rows, recall(sorted, people, exact, rows), micros);
        }
        int usual = Objects.requireNonNull(sorted.cells()).rowsRead();
        double ours = median(() -> search(sorted, people, usual));
        double all = median(() -> search(sorted, people, ITEMS));
        out.printf("%-12s %12.4f %12.1f%n", "usual", recall(sorted, people, exact, usual), ours);
        out.printf("%-12s %12.4f %12.1f%n", "all", 1.0, all);
        return new Result(name(), ours / all, ours, all, Double.NaN);
    }

    private static double recall(Factors sorted, float[][] people, List<Set<Integer>> exact, int rows) {
        int both = 0;
        for (int i = 0; i < people.length; i++) {
            Set<Integer> own = found(sorted, people[i], rows);
            own.retainAll(exact.get(i));
            both += own.size();
        }
        return (double) both / people.length / BEST;
    }

    private static Set<Integer> found(Factors factors, float[] person, int rows) {
        Best best = new Best(BEST);
        factors.search(person, rows, best);
        Set<Integer> found = new HashSet<>();
        best.forEach(found::add);
        return found;
    }

    private static void search(Factors factors, float[][] people, int rows) {
        for (float[] person : people) {
            factors.search(person, rows, new Best(BEST));
        }
    }

    /** Microseconds of one of the many that a pass asks. */
    private static double median(Runnable pass) {
        double[] micros = new double[ROUNDS];
        pass.run();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            pass.run();
            micros[round] = (System.nanoTime() - start) / 1e3 / ASKED;
        }
        Arrays.sort(micros);
        return micros[ROUNDS / 2];
    }

    /** As the service asks: read from a file, candidates put forward, each scored. */
    private static void opinions(Factors plain, Interactions data, Workers workers, PrintStream out)
            throws IOException {
        List<Recipe> recipes = List.of(Popular.EVER, ALS, ItemItem.rp3beta(1, 0.4, 100), new SparseEase(100, 0.2, 64));
        List<Blend.Part> parts = new ArrayList<>();
        for (Recipe recipe : recipes) {
            long start = System.nanoTime();
            Learnt learnt = recipe instanceof Als ? plain : recipe.train(data, workers, 1);
            parts.add(new Blend.Part(learnt, new double[] {1, 0.5}, 0.1, recipe instanceof Popular));
            out.printf("%-12s learnt in %.1f s%n", recipe.model(), (System.nanoTime() - start) / 1e9);
        }
        Blend blend = new Blend(parts, new int[] {1});
        Mix mix = new Mix(blend, recipes, "fixed", 1, 0.2, 0.1, 100);
        int[] items = IntStream.range(0, ITEMS).toArray();
        LiveModel model = new LiveModel(
                new LiveModel.Origin("search", Instant.EPOCH, Instant.EPOCH, PEOPLE, data.size()),
                List.of(new DomainModel("beauty", ITEMS, items, mix, null)));
        Path folder = Files.createTempDirectory("kuajie-search");
        try {
            Path file = folder.resolve("search.model");
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
                ModelFile.write(model, Integer::toString, to);
            }
            long start = System.nanoTime();
            LiveModel read =
                    ModelFile.read(file, new ModelMemory(), Integer::parseInt).model();
            out.printf(
                    "the model's file has %.0f MB and is read in %.2f s%n",
                    Files.size(file) / 1e6, (System.nanoTime() - start) / 1e9);
            opinions(Objects.requireNonNull(read.of("beauty")), blend, data, out);
            read.close();
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static void opinions(Judgement judgement, Blend blend, Interactions data, PrintStream out) {
        for (int most : PUT_FORWARD) {
            opinions(judgement, blend, data, most, out);
        }
    }

    private static void opinions(Judgement judgement, Blend blend, Interactions data, int most, PrintStream out) {
        int found = 0;
        for (int i = 0; i < ASKED_OF_BLEND; i++) {
            History history = history(data, i);
            Set<Integer> own = new HashSet<>();
            candidates(judgement, history, most, own);
            found += (int) best(blend, history).stream().filter(own::contains).count();
        }
        long[] nanos = new long[ROUNDS * ASKED_OF_BLEND];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                candidates(judgement, history(data, i % ASKED_OF_BLEND), most, new HashSet<>());
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        out.printf(
                "an opinion with %d candidates: %.0f µs, p99 %.0f µs; of the %d best of all by the blend it has %.2f %%%n",
                most,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3,
                LISTED,
                100.0 * found / ASKED_OF_BLEND / LISTED);
    }

    /** The first dozen of what somebody has, as most people are known by. */
    private static History history(Interactions data, int place) {
        History whole = data.history(place * (PEOPLE / ASKED_OF_BLEND));
        int size = Math.min(12, whole.size());
        return new History(Arrays.copyOf(whole.items(), size), Arrays.copyOf(whole.weights(), size));
    }

    private static void candidates(Judgement judgement, History history, int most, Set<Integer> into) {
        double[] ones = new double[history.size()];
        Arrays.fill(ones, 1);
        try (Opinion opinion = Objects.requireNonNull(judgement.about(history.items(), ones))) {
            opinion.candidates(most, (item, logOdds) -> into.add(item));
        }
    }

    private static List<Integer> best(Blend blend, History history) {
        float[] scores = new float[ITEMS];
        blend.score(history, scores);
        Best best = new Best(LISTED);
        for (int item = 0; item < ITEMS; item++) {
            best.offer(item, scores[item]);
        }
        List<Integer> found = new ArrayList<>();
        best.forEach(found::add);
        return found;
    }
}
