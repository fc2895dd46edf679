package io.kuajie.recommend.domain.clicks;

import java.util.Arrays;

/**
 * The latest predictions of examples, each made before the example was learnt, in the order of time. What is judged is calibrated on
 * the earlier half of them and judged on the later one.
 */
final class Predictions {
    private final double[] odds;
    private final double[] candidateOdds;
    private final boolean[] hits;
    private long examples;

    /** @param most how many are kept */
    Predictions(int most) {
        odds = new double[most];
        candidateOdds = new double[most];
        hits = new boolean[most];
    }

    /** @param predicted log odds by the model @param candidate log odds by the candidate score @param isHit what was predicted came */
    void add(double predicted, double candidate, boolean isHit) {
        int at = (int) (examples++ % hits.length);
        odds[at] = predicted;
        candidateOdds[at] = candidate;
        hits[at] = isHit;
    }

    /** How many there were ever. */
    long examples() {
        return examples;
    }

    /** How many hits the judgement rests on. */
    int judged() {
        boolean[] latest = latestHits();
        int count = 0;
        for (int i = latest.length / 2; i < latest.length; i++) {
            count += latest[i] ? 1 : 0;
        }
        return count;
    }

    ClickQuality quality() {
        return quality(latest(odds));
    }

    /** Of the candidate score. */
    ClickQuality candidate() {
        return quality(latest(candidateOdds));
    }

    /** Of the mean rate. */
    ClickQuality base() {
        return quality(new double[size()]);
    }

    /** On all of them. */
    Calibration calibration() {
        return Calibration.of(latest(odds), latestHits());
    }

    private ClickQuality quality(double[] predicted) {
        boolean[] latest = latestHits();
        int half = latest.length / 2;
        Calibration calibration = Calibration.of(Arrays.copyOf(predicted, half), Arrays.copyOf(latest, half));
        double[] later = Arrays.copyOfRange(predicted, half, predicted.length);
        for (int i = 0; i < later.length; i++) {
            later[i] = calibration.logOdds(later[i]);
        }
        return ClickQuality.of(later, Arrays.copyOfRange(latest, half, latest.length));
    }

    private int size() {
        return (int) Math.min(examples, hits.length);
    }

    private int at(int i) {
        return (int) ((examples - size() + i) % hits.length);
    }

    private double[] latest(double[] ring) {
        double[] values = new double[size()];
        Arrays.setAll(values, i -> ring[at(i)]);
        return values;
    }

    private boolean[] latestHits() {
        boolean[] values = new boolean[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = hits[at(i)];
        }
        return values;
    }
}
