package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Implicit matrix factorisation by alternating least squares. For people's vectors p and items' vectors q it minimises
 * Σ<sub>seen</sub> w·(p·q − 1)² + α·Σ<sub>all</sub> (p·q)² + λ·(Σ (n<sub>p</sub> + α·items)^ν·|p|² + Σ (n<sub>q</sub> + α·people)^ν·|q|²):
 * whoever has many interactions is regularised more, in total, and popular items too. A history is folded in by solving for its
 * vector alone, so a person's latest event counts at once. What people did in other domains counts σ of what they did in the
 * target's, seen and unseen alike, when people's vectors are sought: with 1 all domains are factorised as one, with 0 the target's
 * alone.
 *
 * <p>Cost of a round: interactions × factors² + (people + items) × factors³ / 3. Sources: Hu, Koren, Volinsky: Collaborative
 * filtering for implicit feedback datasets, ICDM 2008; Singh, Gordon: Relational learning via collective matrix factorization, KDD
 * 2008; Rendle, Krichene, Zhang, Koren: Revisiting the performance of iALS on
 * item recommendation benchmarks, RecSys 2022.
 *
 * @param factors a multiple of {@value Kernels#TILE}
 * @param unobserved α, what a pair that was not seen weighs
 * @param regularisation λ
 * @param exponent ν
 * @param sources σ, in {@code [0, 1]}
 */
public record Als(int factors, int rounds, double unobserved, double regularisation, double exponent, double sources)
        implements Recipe {
    private static final double FIRST_DEVIATION = 0.1;
    private static final int GRAIN = 16;
    private static final int GATHERED_ROWS = 256;

    public Als {
        if (factors < Kernels.TILE || factors % Kernels.TILE != 0) {
            throw new IllegalArgumentException(
                    "The factors (%d) must be a multiple of %d.".formatted(factors, Kernels.TILE));
        }
    }

    /** Of all domains alike. */
    public Als(int factors, int rounds, double unobserved, double regularisation, double exponent) {
        this(factors, rounds, unobserved, regularisation, exponent, 1);
    }

    /** The same with other weights of regularisation and of what was not seen. */
    public Als times(double forRegularisation, double forUnobserved) {
        return new Als(
                factors,
                rounds,
                round(unobserved * forUnobserved),
                round(regularisation * forRegularisation),
                exponent,
                sources);
    }

    public Als withFactors(int other) {
        return new Als(other, rounds, unobserved, regularisation, exponent, sources);
    }

    public Als withRounds(int other) {
        return new Als(factors, other, unobserved, regularisation, exponent, sources);
    }

    public Als withSources(double other) {
        return new Als(factors, rounds, unobserved, regularisation, exponent, other);
    }

    /** Three digits, so that a search that comes back finds itself. */
    private static double round(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
        return Math.round(value / unit) * unit;
    }

    @Override
    public String model() {
        return "als";
    }

    @Override
    public String settings() {
        return "factors=%d rounds=%d unobserved=%.3g regularisation=%.3g exponent=%.3g sources=%.3g"
                .formatted(factors, rounds, unobserved, regularisation, exponent, sources);
    }

    @Override
    public Factors train(Interactions all, Workers workers, long seed) {
        Interactions data = sources == 0 ? all.ofTargets() : all;
        Interactions byItem = data.transposed();
        float[] people = new float[data.people() * factors];
        float[] items = random(data.items(), seed);
        for (int round = 0; round < rounds; round++) {
            solveAll(data, items, people, workers);
            solveAll(byItem, people, items, workers);
        }
        return new Factors(
                this, data.targets(), data.items(), items, gram(items, data.items(), data.targets(), workers));
    }

    /** Solves all rows of one side, given the other side's vectors. */
    void solveAll(Interactions rows, float[] fixed, float[] solved, Workers workers) {
        float[] gram = gram(fixed, rows.items(), rows.targets(), workers);
        workers.loop(rows.people(), GRAIN, (from, to) -> {
            Solver solver = new Solver(gram, fixed, rows.items(), rows.targets());
            for (int row = from; row < to; row++) {
                solver.solve(rows.columns(), rows.weights(), rows.start(row), rows.end(row), solved, row * factors);
            }
        });
    }

    /** The objective, for tests: what the rounds make smaller. */
    double objective(Interactions data, float[] people, float[] items) {
        int[] countByItem = data.countByItem();
        double sum = 0;
        for (int person = 0; person < data.people(); person++) {
            double degree = 0;
            for (int place = data.start(person); place < data.end(person); place++) {
                double error = dot(people, person, items, data.columns()[place]) - 1;
                double counts = counts(data.columns()[place], data.targets());
                sum += counts * data.weights()[place] * error * error;
                degree += counts;
            }
            for (int item = 0; item < data.items(); item++) {
                double score = dot(people, person, items, item);
                sum += counts(item, data.targets()) * unobserved * score * score;
            }
            sum += penalty(degree, mass(data.items(), data.targets())) * dot(people, person, people, person);
        }
        for (int item = 0; item < data.items(); item++) {
            sum += counts(item, data.targets())
                    * penalty(countByItem[item], data.people())
                    * dot(items, item, items, item);
        }
        return sum;
    }

    /** What an item counts, for people's vectors. */
    private double counts(int item, int targets) {
        return item < targets ? 1 : sources;
    }

    /** What all items count together. */
    private double mass(int items, int targets) {
        return targets + sources * (items - targets);
    }

    private double dot(float[] a, int row, float[] b, int column) {
        return Kernels.best().dot(a, row * factors, b, column * factors, factors);
    }

    private double penalty(double degree, double others) {
        return regularisation * Math.pow(degree + unobserved * others, exponent);
    }

    float[] random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] vectors = new float[rows * factors];
        double deviation = FIRST_DEVIATION / Math.sqrt(factors);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (random.nextGaussian() * deviation);
        }
        return vectors;
    }

    /** α·Σ x·xᵀ, lower triangle. Summed in blocks of a fixed size, so the result does not depend on the threads. */
    private float[] gram(float[] vectors, int count, int targets, Workers workers) {
        int block = 1024;
        float[][] parts = new float[(count + block - 1) / block][];
        workers.loop(parts.length, 1, (from, to) -> {
            for (int part = from; part < to; part++) {
                int rows = Math.min(block, count - part * block);
                float[] copy = Arrays.copyOfRange(vectors, part * block * factors, (part * block + rows) * factors);
                float[] weights = new float[rows];
                for (int row = 0; row < rows; row++) {
                    weights[row] = (float) (unobserved * counts(part * block + row, targets));
                }
                parts[part] = new float[factors * factors];
                Kernels.best().addOuterProducts(copy, rows, factors, weights, parts[part]);
            }
        });
        float[] sum = new float[factors * factors];
        for (float[] part : parts) {
            Kernels.best().add(1, part, 0, sum, 0, sum.length);
        }
        return sum;
    }

    /** Solves one row after another. Not thread-safe. */
    final class Solver {
        private final Kernels kernels = Kernels.best();
        private final float[] gram;
        private final float[] fixed;
        private final int targets;
        private final double mass;
        private final float[] system = new float[factors * factors];
        private final float[] right = new float[factors];
        private final float[] gathered = new float[GATHERED_ROWS * factors];
        private final float[] gatheredWeights = new float[GATHERED_ROWS];

        Solver(float[] gram, float[] fixed, int others, int targets) {
            this.gram = gram;
            this.fixed = fixed;
            this.targets = targets;
            this.mass = mass(others, targets);
        }

        void solve(int[] columns, float[] weights, int start, int end, float[] solved, int at) {
            if (start == end) {
                Arrays.fill(solved, at, at + factors, 0);
                return;
            }
            System.arraycopy(gram, 0, system, 0, system.length);
            Arrays.fill(right, 0);
            double degree = 0;
            for (int from = start; from < end; from += GATHERED_ROWS) {
                int to = Math.min(end, from + GATHERED_ROWS);
                for (int place = from; place < to; place++) {
                    int row = place - from;
                    System.arraycopy(fixed, columns[place] * factors, gathered, row * factors, factors);
                    double counts = counts(columns[place], targets);
                    degree += counts;
                    gatheredWeights[row] = (float) (counts * weights[place]);
                    kernels.add(gatheredWeights[row], gathered, row * factors, right, 0, factors);
                }
                kernels.addOuterProducts(gathered, to - from, factors, gatheredWeights, system);
            }
            float penalty = (float) penalty(degree, mass);
            for (int i = 0; i < factors; i++) {
                system[i * factors + i] += penalty;
            }
            Symmetric.solve(system, factors, right);
            System.arraycopy(right, 0, solved, at, factors);
        }
    }
}
