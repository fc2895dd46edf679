package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Chooses settings, and the weights of the blend, on validation trials out of the training data; then learns what was chosen
 * from all of it. Deterministic by seed.
 */
public final class Tuner {
    /** A model with all that was chosen. @param value on validation */
    public record Tuned(String model, String settings, Scorer scorer, double value) {}

    /** A family's best so far. */
    private record Found(Recipe recipe, Scorer scorer, double value) {}

    private static final double LEAST_WEIGHT = 0.02;

    private final Workers workers;
    private final Judge judge;
    private final long seed;
    private final Consumer<String> progress;

    public Tuner(Workers workers, int[] cutoffs, long seed, Consumer<String> progress) {
        this.workers = workers;
        this.judge = new Judge(workers, cutoffs);
        this.seed = seed;
        this.progress = progress;
    }

    /** What settings are judged by: recall and discounted gain over all cut-offs. */
    static double value(Measures measures) {
        double sum = 0;
        for (int i = 0; i < measures.cutoffs().length; i++) {
            sum += measures.recall()[i] + measures.ndcg()[i];
        }
        return sum / (2 * measures.cutoffs().length);
    }

    /** The best of one family, learnt from everything. */
    public Tuned best(Family family, Interactions data, Interactions fit, List<Trial> trials) {
        Found found = found(family, fit, trials);
        Scorer scorer = found.recipe.train(data, workers, seed);
        return new Tuned(found.recipe.model(), found.recipe.settings(), scorer, found.value);
    }

    /** The blend of all these families, learnt from everything. */
    public Tuned blend(List<Family> families, Interactions data, Interactions fit, List<Trial> trials) {
        BlendFit blend = new BlendFit(workers, judge, data.targets(), trials);
        List<Recipe> recipes = new ArrayList<>();
        for (Family family : families) {
            Found found = found(family, fit, trials);
            blend.add(found.scorer);
            recipes.add(found.recipe);
        }
        double[] weights = blend.fit();
        progress.accept("blend: validation %.5f".formatted(blend.value(weights)));
        List<Blend.Part> parts = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (int part = 0; part < weights.length; part++) {
            if (Math.abs(weights[part]) >= LEAST_WEIGHT) {
                Recipe recipe = recipes.get(part);
                progress.accept("learning %s from all data".formatted(recipe.model()));
                Scorer scorer = recipe.train(data, workers, seed);
                parts.add(new Blend.Part(scorer, weights[part], blend.usualDeviation(part)));
                settings.add(
                        String.format(Locale.ROOT, "%.3f*%s(%s)", weights[part], recipe.model(), recipe.settings()));
            }
        }
        return new Tuned("auto", String.join(" + ", settings), new Blend(parts), blend.value(weights));
    }

    private Found found(Family family, Interactions fit, List<Trial> trials) {
        Set<Recipe> tried = new HashSet<>();
        Found best = tried(family.first(), fit, trials);
        tried.add(family.first());
        for (Family.Stage stage : family.stages()) {
            boolean improved = true;
            while (improved) {
                improved = false;
                for (Recipe recipe : stage.candidates(best.recipe)) {
                    if (tried.add(recipe)) {
                        Found found = tried(recipe, fit, trials);
                        improved |= found.value > best.value;
                        best = found.value > best.value ? found : best;
                    }
                }
            }
        }
        return best;
    }

    private Found tried(Recipe recipe, Interactions fit, List<Trial> trials) {
        long start = System.nanoTime();
        Scorer scorer = recipe.train(fit, workers, seed);
        double value = value(judge.measure(scorer, fit.targets(), trials));
        progress.accept(String.format(
                Locale.ROOT,
                "%-11s %-70s validation %.5f  %.1f s",
                recipe.model(),
                recipe.settings(),
                value,
                (System.nanoTime() - start) / 1e9));
        return new Found(recipe, scorer, value);
    }
}
