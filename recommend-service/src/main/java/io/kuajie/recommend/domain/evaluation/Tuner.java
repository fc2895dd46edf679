package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Ease;
import io.kuajie.recommend.domain.learning.Fallback;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.Scorer;
import io.kuajie.recommend.domain.learning.SparseEase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Chooses settings, and the weights of the blend, on validation trials out of the training data; then learns what was chosen
 * from all of it. Every single model is given the best general one for people of whom it knows nothing. Deterministic by seed.
 */
public final class Tuner {
    /** A model with all that was chosen. @param value on validation */
    record Tuned(String model, String settings, Scorer scorer, double value) {}

    /** A blend whose recipes and weights are chosen, not yet learnt from all data. */
    public final class Chosen {
        private final List<Recipe> recipes;
        private final List<double[]> weights;
        private final List<Double> usualDeviations;
        private final int[] bounds;
        private final double value;

        private Chosen(
                List<Recipe> recipes,
                List<double[]> weights,
                List<Double> usualDeviations,
                int[] bounds,
                double value) {
            this.recipes = recipes;
            this.weights = weights;
            this.usualDeviations = usualDeviations;
            this.bounds = bounds;
            this.value = value;
        }

        /** Of the parts, in their order; the general ones first. */
        public List<Recipe> recipes() {
            return recipes;
        }

        /** The blend of what was learnt from the part of the data that choosing learns from. */
        public Blend onFit() {
            return blend(searches::onFit);
        }

        /** The blend learnt from all data. */
        public Blend onAll() {
            return blend(Tuner.this::learnt);
        }

        /** In words. */
        public String settings() {
            List<String> parts = new ArrayList<>();
            for (int part = 0; part < recipes.size(); part++) {
                parts.add(described(weights.get(part), recipes.get(part)));
            }
            return String.join(" + ", parts) + " by history length from 0"
                    + Arrays.toString(bounds).replace("[", ", ").replace("]", "");
        }

        Tuned learnt() {
            return new Tuned("auto", settings(), onAll(), value);
        }

        private Blend blend(Function<Recipe, Learnt> learning) {
            List<Blend.Part> parts = new ArrayList<>();
            for (int part = 0; part < recipes.size(); part++) {
                Recipe recipe = recipes.get(part);
                parts.add(new Blend.Part(
                        learning.apply(recipe), weights.get(part), usualDeviations.get(part), isGeneral(recipe)));
            }
            return new Blend(parts, bounds);
        }
    }

    private static final double LEAST_WEIGHT = 0.02;

    private final Workers workers;
    private final Judge judge;
    private final long seed;
    private final Consumer<String> progress;
    private final Task task;
    private final Searches searches;
    private final Map<Recipe, Learnt> learnt = new HashMap<>();

    public Tuner(Workers workers, Judge judge, long seed, Consumer<String> progress, Task task) {
        this.workers = workers;
        this.judge = judge;
        this.seed = seed;
        this.progress = progress;
        this.task = task;
        this.searches = new Searches(workers, judge, seed, progress, task);
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
    Tuned best(Family family) {
        Searches.Found found = searches.found(family);
        Scorer scorer = learnt(found.recipe());
        Scorer whole = isGeneral(found.recipe())
                ? scorer
                : new Fallback(scorer, learnt(searches.general().recipe()));
        return new Tuned(found.recipe().model(), found.recipe().settings(), whole, found.value());
    }

    /** The best blend of all these families, the first of them general. */
    public Chosen blend(List<Family> families) {
        List<Searches.Found> tried = new ArrayList<>();
        double best = 0;
        for (Family family : families) {
            Searches.Found found = searches.part(family, best);
            best = Math.max(best, found.value());
            tried.add(found);
        }
        List<Searches.Found> parts = tried.stream()
                .filter(part -> tried.stream().noneMatch(other -> isTheSameBetter(other, part)))
                .toList();
        BlendFit fit = new BlendFit(workers, judge, task.data().targets(), task.trials());
        parts.forEach(part -> fit.add(part.learnt(), isGeneral(part.recipe())));
        List<Recipe> all = parts.stream().map(Searches.Found::recipe).toList();
        BlendFit.Weights found = fit.fit();
        progress.accept(String.format(Locale.ROOT, "blend       validation %.5f", found.value()));
        List<Recipe> recipes = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int part = 0; part < all.size(); part++) {
            double[] own = rounded(found.byPart()[part]);
            if (Arrays.stream(own).anyMatch(weight -> weight != 0)) {
                recipes.add(all.get(part));
                weights.add(own);
                deviations.add(fit.usualDeviation(part));
            }
        }
        return new Chosen(recipes, weights, deviations, found.bounds(), found.value());
    }

    /** Whether it is another way to the same regressions that found more: two of a kind make weights less sure and tell no more. */
    private static boolean isTheSameBetter(Searches.Found one, Searches.Found other) {
        return isRegression(one.recipe()) && isRegression(other.recipe()) && one.value() > other.value();
    }

    private static boolean isRegression(Recipe recipe) {
        return recipe instanceof Ease || recipe instanceof SparseEase;
    }

    private static double[] rounded(double[] weights) {
        return Arrays.stream(weights)
                .map(weight -> Math.abs(weight) < LEAST_WEIGHT ? 0 : weight)
                .toArray();
    }

    private static String described(double[] weights, Recipe recipe) {
        StringBuilder text = new StringBuilder();
        for (double weight : weights) {
            text.append(text.isEmpty() ? "" : "/").append(String.format(Locale.ROOT, "%.2f", weight));
        }
        return "%s*%s(%s)".formatted(text, recipe.model(), recipe.settings());
    }

    static boolean isGeneral(Recipe recipe) {
        return recipe instanceof Popular;
    }

    private Learnt learnt(Recipe recipe) {
        Learnt known = learnt.get(recipe);
        if (known == null) {
            progress.accept("learning %s from all data".formatted(recipe.model()));
            known = recipe.train(task.data(), workers, seed);
            learnt.put(recipe, known);
        }
        return known;
    }
}
