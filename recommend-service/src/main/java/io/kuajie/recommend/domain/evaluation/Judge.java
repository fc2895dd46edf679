package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Asks a model all trials and measures its answers. */
public final class Judge {
    private static final int BLOCK = 32;

    private final Workers workers;
    private final int[] cutoffs;

    /** @param cutoffs rising */
    public Judge(Workers workers, int[] cutoffs) {
        this.workers = workers;
        this.cutoffs = cutoffs.clone();
    }

    /** @param targets how many items the model scores */
    public Measures measure(Scorer scorer, int targets, List<Trial> trials) {
        return measure(
                trials,
                targets,
                (trial, scores) -> scorer.score(trials.get(trial).history(), scores));
    }

    /** By how much one model is ahead of another on the same trials, with the interval of the paired bootstrap. */
    public Difference ahead(
            Scorer one, Scorer other, int targets, List<Trial> trials, ToDoubleFunction<Measures> measure, long seed) {
        return Difference.of(List.of(each(one, targets, trials)), List.of(each(other, targets, trials)), measure, seed);
    }

    /** The measures of each trial by itself. */
    Sheet each(Scorer scorer, int targets, List<Trial> trials) {
        return each(scorer, targets, trials, (trial, scores, ranker) -> {});
    }

    /** The same, and what the lists of all items are like, whatever the candidates of the trials are. */
    Sheet each(Scorer scorer, List<Trial> trials, Listed listed) {
        return each(
                scorer, listed.targets(), trials, (trial, scores, ranker) -> listed.add(ranker.list(trial, scores)));
    }

    private Sheet each(Scorer scorer, int targets, List<Trial> trials, Afterwards afterwards) {
        Measures[] measures = new Measures[trials.size()];
        workers.loop(trials.size(), BLOCK, (from, to) -> {
            Ranker ranker = new Ranker(cutoffs[cutoffs.length - 1]);
            float[] scores = new float[targets];
            for (int trial = from; trial < to; trial++) {
                Tally tally = new Tally(cutoffs);
                scorer.score(trials.get(trial).history(), scores);
                ranker.judge(trials.get(trial), scores, tally);
                measures[trial] = tally.measures();
                afterwards.look(trials.get(trial), scores, ranker);
            }
        });
        return new Sheet(trials.stream().mapToInt(Trial::person).toArray(), List.of(measures));
    }

    /** Sees the scores of a trial that was judged. */
    @FunctionalInterface
    private interface Afterwards {
        void look(Trial trial, float[] scores, Ranker ranker);
    }

    /** Puts the scores of a trial, by its place. */
    @FunctionalInterface
    interface Answer {
        void put(int trial, float[] scores);
    }

    Measures measure(List<Trial> trials, int candidates, Answer answer) {
        Tally[] tallies = new Tally[(trials.size() + BLOCK - 1) / BLOCK];
        workers.loop(tallies.length, 1, (from, to) -> {
            Ranker ranker = new Ranker(cutoffs[cutoffs.length - 1]);
            float[] scores = new float[candidates];
            for (int block = from; block < to; block++) {
                tallies[block] = new Tally(cutoffs);
                for (int trial = block * BLOCK; trial < Math.min(trials.size(), (block + 1) * BLOCK); trial++) {
                    answer.put(trial, scores);
                    ranker.judge(trials.get(trial), scores, tallies[block]);
                }
            }
        });
        Tally sum = new Tally(cutoffs);
        for (Tally tally : tallies) {
            sum.add(tally);
        }
        return sum.measures();
    }
}
