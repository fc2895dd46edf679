package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Fallback;
import io.kuajie.recommend.domain.learning.Learnt;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The best settings of families for one task, each family searched once. */
final class Searches {
    /** A family's best so far. @param learnt on the part of the data that choosing learns from */
    record Found(Recipe recipe, Learnt learnt, double value) {}

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

    Searches(Workers workers, Judge judge, long seed, Consumer<String> progress, Task task) {
        this.workers = workers;
        this.judge = judge;
        this.seed = seed;
        this.progress = progress;
        this.task = task;
    }

    /** A family's best as it was learnt while choosing. */
    Learnt onFit(Recipe recipe) {
        return Stream.concat(foundByFirst.values().stream(), triedByFirst.values().stream())
                .filter(found -> found.recipe.equals(recipe))
                .findFirst()
                .orElseThrow()
                .learnt;
    }

    /** The best model for people of whom nothing is known. */
    Found general() {
        Found popular = found(Families.popularity());
        if (!task.data().hasTimes()) {
            return popular;
        }
        Found trending = found(Families.trending(task.data()));
        return trending.value > popular.value ? trending : popular;
    }

    Found found(Family family) {
        Found known = foundByFirst.get(family.first());
        if (known == null) {
            Scorer otherwise = Tuner.isGeneral(family.first()) ? null : general().learnt;
            known = searched(family, otherwise);
            foundByFirst.put(family.first(), known);
        }
        return known;
    }

    /** What a family gives the blend: the usual settings, where they are so far behind the best that a search is not worth its time. */
    Found part(Family family, double best) {
        Found known = foundByFirst.get(family.first());
        if (known != null || Tuner.isGeneral(family.first())) {
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
        double value = Tuner.value(judge.measure(whole, task.fit().targets(), task.trials()));
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
