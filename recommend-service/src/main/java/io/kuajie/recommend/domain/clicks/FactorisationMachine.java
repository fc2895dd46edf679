package io.kuajie.recommend.domain.clicks;

import java.util.SplittableRandom;

/**
 * A factorisation machine of second order for clicks, or for what follows on them, learnt one example at a time: log odds are a bias, the candidate's log odds
 * times a weight, a weight for each feature, and for each two features the inner product of their vectors. Weights are learnt by
 * FTRL-proximal, which leaves those of rare features at zero, vectors by AdaGrad.
 *
 * <p>Cost: features × {@value #WIDTH} a prediction, four times that an example; 9 MB. Sources: Rendle, Factorization machines,
 * ICDM 2010; McMahan et al., Ad click prediction, KDD 2013. Not thread-safe; copies are for readers.
 */
final class FactorisationMachine {
    private static final int WIDTH = 8;
    private static final float RATE = 0.1f;
    private static final float SMOOTH = 1;
    private static final float SPARSE = 0.5f;
    private static final float RIDGE = 1;
    private static final float VECTOR_RATE = 0.05f;
    private static final float VECTOR_RIDGE = 0.002f;
    private static final double START_DEVIATION = 0.05;

    private final float[] weights;
    private final float[] vectors;
    private final float[] pulls;
    private final float[] squares;
    /** Of the bias and of the candidate. */
    private final double[] general;

    private final double[] generalSquares;

    /** One that starts as the candidate score. */
    static FactorisationMachine trusting(long seed) {
        return new FactorisationMachine(seed, 1);
    }

    /** One that starts at even odds, whatever the candidate score. */
    static FactorisationMachine blank(long seed) {
        return new FactorisationMachine(seed, 0);
    }

    private FactorisationMachine(long seed, double trust) {
        this(
                new float[Features.SPACE],
                new float[Features.SPACE * WIDTH],
                new float[Features.SPACE],
                new float[Features.SPACE],
                new double[] {0, trust},
                new double[] {1, 1});
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (START_DEVIATION * random.nextGaussian());
        }
    }

    private FactorisationMachine(
            float[] weights,
            float[] vectors,
            float[] pulls,
            float[] squares,
            double[] general,
            double[] generalSquares) {
        this.weights = weights;
        this.vectors = vectors;
        this.pulls = pulls;
        this.squares = squares;
        this.general = general;
        this.generalSquares = generalSquares;
    }

    /** The same, to predict only, unaware of what is learnt later. */
    FactorisationMachine copy() {
        return new FactorisationMachine(
                weights.clone(), vectors.clone(), new float[0], new float[0], general.clone(), new double[0]);
    }

    /** Predicts for one candidate after the other that have these features in common. */
    Given given(int... common) {
        Sum sum = new Sum();
        sum.add(common);
        return new Given(sum);
    }

    /** Log odds of an example. */
    double logOdds(Features features) {
        Sum sum = new Sum();
        sum.add(features.numbers());
        return sum.logOdds(features.candidate());
    }

    /** Learns one example. @return the log odds before */
    double learn(Features features, boolean isHit) {
        Sum sum = new Sum();
        sum.add(features.numbers());
        double odds = sum.logOdds(features.candidate());
        float slope = (float) (1 / (1 + Math.exp(-odds)) - (isHit ? 1 : 0));
        learnGeneral(0, slope);
        learnGeneral(1, slope * features.candidate());
        for (int number : features.numbers()) {
            learnVector(number, slope, sum.sums);
            learnWeight(number, slope);
        }
        return odds;
    }

    /** Predictions that begin with the same features. Not thread-safe. */
    final class Given {
        private final Sum common;
        private final Sum sum = new Sum();

        private Given(Sum common) {
            this.common = common;
        }

        /** Log odds. @param numbers of the features that are not in common */
        double logOdds(int[] numbers, double candidate) {
            look(numbers);
            return sum.logOdds(candidate);
        }

        /** Whose odds are asked from now on. @param numbers of the features that are not in common */
        void look(int[] numbers) {
            sum.set(common);
            sum.add(numbers);
        }

        /** What one feature more adds to the log odds by itself and by what is in common, whoever is looked at. */
        double gainInCommon(int number) {
            double gain = weights[number];
            for (int f = 0; f < WIDTH; f++) {
                gain += common.sums[f] * vectors[number * WIDTH + f];
            }
            return gain;
        }

        /** Log odds with one feature more, at a fraction of the cost. */
        double logOddsWith(int number, double candidate) {
            return sum.logOddsWith(number, candidate);
        }
    }

    /** What features add up to. */
    private final class Sum {
        private final float[] sums = new float[WIDTH];
        private double odds;
        private float squared;

        void set(Sum other) {
            System.arraycopy(other.sums, 0, sums, 0, WIDTH);
            odds = other.odds;
            squared = other.squared;
        }

        void add(int[] numbers) {
            for (int number : numbers) {
                odds += weights[number];
                for (int f = 0; f < WIDTH; f++) {
                    float value = vectors[number * WIDTH + f];
                    sums[f] += value;
                    squared += value * value;
                }
            }
        }

        double logOddsWith(int number, double candidate) {
            float ofSums = 0;
            float ofSquares = squared;
            for (int f = 0; f < WIDTH; f++) {
                float value = vectors[number * WIDTH + f];
                ofSums += (sums[f] + value) * (sums[f] + value);
                ofSquares += value * value;
            }
            return general[0] + general[1] * candidate + odds + weights[number] + 0.5 * (ofSums - ofSquares);
        }

        double logOdds(double candidate) {
            float ofSums = 0;
            for (float one : sums) {
                ofSums += one * one;
            }
            return general[0] + general[1] * candidate + odds + 0.5 * (ofSums - squared);
        }
    }

    private void learnGeneral(int at, double slope) {
        generalSquares[at] += slope * slope;
        general[at] -= RATE * slope / Math.sqrt(generalSquares[at]);
    }

    private void learnVector(int number, float slope, float[] sums) {
        float rate = VECTOR_RATE / (float) Math.sqrt(1 + squares[number]);
        for (int f = 0; f < WIDTH; f++) {
            int at = number * WIDTH + f;
            vectors[at] -= rate * (slope * (sums[f] - vectors[at]) + VECTOR_RIDGE * vectors[at]);
        }
    }

    private void learnWeight(int number, float slope) {
        float before = (float) Math.sqrt(squares[number]);
        squares[number] += slope * slope;
        float after = (float) Math.sqrt(squares[number]);
        pulls[number] += slope - (after - before) / RATE * weights[number];
        float pull = pulls[number];
        weights[number] =
                Math.abs(pull) <= SPARSE ? 0 : -(pull - Math.signum(pull) * SPARSE) / ((SMOOTH + after) / RATE + RIDGE);
    }
}
