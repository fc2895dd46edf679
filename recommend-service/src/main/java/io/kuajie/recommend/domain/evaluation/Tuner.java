package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Fallback;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            return blend(Tuner.this::triedBest);
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

    /** A family's best so far. */
    private record Found(Recipe recipe, Learnt learnt, double value) {}

    private static final double LEAST_WEIGHT = 0.02;

    /** A search that gains less in a round has come to a plateau, where it could walk on for ever. */
    private static final double GAIN_TO_GO_ON = 1.003;

    /** Below this share of the best, usual settings tell that a family is no good for the data. */
    private static final double HOPELESS = 0.75;

    private final Workers workers;
    private final Judge judge;
    private final long seed;
    private final Consumer<String> progress;
    private final Task task;
    private final Map<Recipe, Found> foundByFirst = new HashMap<>();
    private final Map<Recipe, Found> triedByFirst = new HashMap<>();
    private final Map<Recipe, Learnt> learnt = new HashMap<>();

    public Tuner(Workers workers, Judge judge, long seed, Consumer<String> progress, Task task) {
        this.workers = workers;
        this.judge = judge;
        this.seed = seed;
        this.progress = progress;
        this.task = task;
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
        Found found = found(family);
        Scorer scorer = learnt(found.recipe);
        Scorer whole = isGeneral(found.recipe) ? scorer : new Fallback(scorer, learnt(general().recipe));
        return new Tuned(found.recipe.model(), found.recipe.settings(), whole, found.value);
    }

    /** The best blend of all these families, the first of them general. */
    public Chosen blend(List<Family> families) {
        BlendFit fit = new BlendFit(workers, judge, task.data().targets(), task.trials());
        List<Recipe> all = new ArrayList<>();
        double best = 0;
        for (Family family : families) {
            Found found = part(family, best);
            best = Math.max(best, found.value);
            fit.add(found.learnt, isGeneral(found.recipe));
            all.add(found.recipe);
        }
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

    private static boolean isGeneral(Recipe recipe) {
        return recipe instanceof Popular;
    }

    /** A family's best as it was learnt while choosing. */
    private Learnt triedBest(Recipe recipe) {
        return Stream.concat(foundByFirst.values().stream(), triedByFirst.values().stream())
                .filter(found -> found.recipe.equals(recipe))
                .findFirst()
                .orElseThrow()
                .learnt;
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

    /** The best model for people of whom nothing is known. */
    private Found general() {
        Found popular = found(Families.popularity());
        if (!task.data().hasTimes()) {
            return popular;
        }
        Found trending = found(Families.trending(task.data()));
        return trending.value > popular.value ? trending : popular;
    }

    private Found found(Family family) {
        Found known = foundByFirst.get(family.first());
        if (known == null) {
            Scorer otherwise = isGeneral(family.first()) ? null : general().learnt;
            known = searched(family, otherwise);
            foundByFirst.put(family.first(), known);
        }
        return known;
    }

    /** What a family gives the blend: the usual settings, where they are so far behind the best that a search is not worth its time. */
    private Found part(Family family, double best) {
        Found known = foundByFirst.get(family.first());
        if (known != null || isGeneral(family.first())) {
            return found(family);
        }
        Found first = first(family, general().learnt);
        return first.value < HOPELESS * best && !family.isSteep() ? first : found(family);
    }

    private Found first(Family family, @Nullable Scorer otherwise) {
        Found known = triedByFirst.get(family.first());
        if (known == null) {
            known = tried(family.first(), otherwise);
            triedByFirst.put(family.first(), known);
        }
        return known;
    }

    private Found searched(Family family, @Nullable Scorer otherwise) {
        Set<Recipe> tried = new HashSet<>();
        Found best = first(family, otherwise);
        tried.add(family.first());
        for (Family.Stage stage : family.stages()) {
            boolean improved = true;
            while (improved) {
                improved = false;
                for (Recipe recipe : stage.candidates(best.recipe)) {
                    if (tried.add(recipe)) {
                        Found found = tried(recipe, otherwise);
                        improved |= found.value > best.value * GAIN_TO_GO_ON;
                        best = found.value > best.value ? found : best;
                    }
                }
            }
        }
        return best;
    }

    private Found tried(Recipe recipe, @Nullable Scorer otherwise) {
        long start = System.nanoTime();
        Learnt found = recipe.train(task.fit(), workers, seed);
        Scorer whole = otherwise == null ? found : new Fallback(found, otherwise);
        double value = value(judge.measure(whole, task.fit().targets(), task.trials()));
        progress.accept(String.format(
                Locale.ROOT,
                "%-11s %-70s validation %.5f  %.1f s",
                recipe.model(),
                recipe.settings(),
                value,
                (System.nanoTime() - start) / 1e9));
        return new Found(recipe, found, value);
    }
}
