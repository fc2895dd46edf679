package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Learns to predict clicks from what became of served lists, each once and in the order of time, and keeps what it predicted of each
 * before learning it. On the earlier half of these predictions, model and candidate score are calibrated; the later half judges
 * them. So the judgement is one over time, of examples not seen before. Used by one thread.
 */
public final class ClickLearner {
    /** The outcome of a round. */
    public sealed interface Verdict {
        record Accepted(ClickRanker ranker) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    private static final int MOST_PREDICTIONS = 100_000;
    private static final int LEAST_CLICKS = 100;

    private final Items items;
    private final FactorisationMachine machine;
    private final double[] odds = new double[MOST_PREDICTIONS];
    private final double[] candidateOdds = new double[MOST_PREDICTIONS];
    private final boolean[] clicked = new boolean[MOST_PREDICTIONS];
    private long examples;
    private Instant learntUntil = Instant.MIN;

    public ClickLearner(Items items, long seed) {
        this.items = items;
        this.machine = new FactorisationMachine(seed);
    }

    /** The moment up to which lists were learnt. */
    public Instant learntUntil() {
        return learntUntil;
    }

    /**
     * Learns what was shown and not learnt yet of lists up to this moment; later ones may still be clicked.
     *
     * @param outcomes in the order of time
     */
    public void learn(Stream<Outcome> outcomes, Instant until) {
        outcomes.filter(outcome -> outcome.list().at().isAfter(learntUntil)
                        && !outcome.list().at().isAfter(until))
                .forEachOrdered(this::learn);
        learntUntil = until;
    }

    private void learn(Outcome outcome) {
        ServedList list = outcome.list();
        // What is pinned has no score of a candidate, which the model would learn from.
        for (int place = list.pinned(); place < list.items().length; place++) {
            if (outcome.has(Kind.SHOWN, place)) {
                double score = Math.clamp(list.scores()[place], 1e-9, 1 - 1e-9);
                Features features = Features.of(
                        items.at(list.items()[place]),
                        new Circumstances(list.storefront(), list.surface(), list.cluster(), place),
                        Math.log(score / (1 - score)));
                int at = (int) (examples++ % MOST_PREDICTIONS);
                clicked[at] = outcome.has(Kind.CLICKED, place);
                candidateOdds[at] = features.candidate();
                odds[at] = machine.learn(features, clicked[at]);
            }
        }
    }

    /** Judges what was learnt so far. @param id of the model if it is good */
    public Verdict judge(String id) {
        int size = (int) Math.min(examples, MOST_PREDICTIONS);
        boolean[] labels = latest(size);
        int clicks = count(labels, size / 2);
        if (clicks < LEAST_CLICKS) {
            return new Verdict.Refused("%d clicks are known for judging, and %d must".formatted(clicks, LEAST_CLICKS));
        }
        double[] own = latest(odds, size);
        ClickQuality quality = quality(own, labels);
        ClickQuality candidate = quality(latest(candidateOdds, size), labels);
        if (!quality.isBetterThan(candidate)) {
            return new Verdict.Refused("%s is not better than the candidate score's %s".formatted(quality, candidate));
        }
        return new Verdict.Accepted(
                new ClickRanker(id, examples, quality, candidate, machine.copy(), Calibration.of(own, labels)));
    }

    private static ClickQuality quality(double[] odds, boolean[] labels) {
        int half = odds.length / 2;
        Calibration calibration = Calibration.of(Arrays.copyOf(odds, half), Arrays.copyOf(labels, half));
        double[] later = Arrays.copyOfRange(odds, half, odds.length);
        for (int i = 0; i < later.length; i++) {
            later[i] = calibration.logOdds(later[i]);
        }
        return ClickQuality.of(later, Arrays.copyOfRange(labels, half, labels.length));
    }

    /** The values in the order of time. */
    private double[] latest(double[] ring, int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = ring[(int) ((examples - size + i) % MOST_PREDICTIONS)];
        }
        return values;
    }

    private boolean[] latest(int size) {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
            values[i] = clicked[(int) ((examples - size + i) % MOST_PREDICTIONS)];
        }
        return values;
    }

    private static int count(boolean[] labels, int from) {
        int count = 0;
        for (int i = from; i < labels.length; i++) {
            count += labels[i] ? 1 : 0;
        }
        return count;
    }
}
