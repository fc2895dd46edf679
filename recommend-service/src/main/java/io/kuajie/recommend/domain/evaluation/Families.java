package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Ease;
import io.kuajie.recommend.domain.learning.FactorMap;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.SparseEase;
import io.kuajie.recommend.domain.learning.UserKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The recipes that are searched for data of a given size and shape. */
public final class Families {
    /** Names of all models. */
    public static final List<String> NAMES = List.of(
            "auto",
            "popularity",
            "trending",
            "cosine",
            "itemitem",
            "rp3beta",
            "ease",
            "sparseease",
            "als",
            "joined",
            "shared",
            "userkernel",
            "crosskernel",
            "factormap");

    /** Models that people with a history are usually compared by. */
    public static final List<String> WARM_NAMES = List.of("popularity", "cosine", "rp3beta", "ease", "als");

    /** Models that people known in other domains only are usually compared by. */
    public static final List<String> COLD_NAMES = List.of("popularity", "cosine", "joined", "factormap");

    private static final int MOST_ITEMS_TO_TUNE_ON = 2_500;
    private static final int ITEMS_TO_TUNE_ON = 2_000;
    private static final int MOST_NEIGHBOURS = 256;
    private static final int ROUNDS_TO_TUNE_ON = 5;
    private static final int ROUNDS = 8;

    /** Tried where {@link #ROUNDS} are clearly better than fewer. */
    private static final int MOST_ROUNDS = 16;

    /** Beyond these, comparing people costs more than it gains beside the models of items. */
    private static final int MOST_INTERACTIONS_OF_KERNEL = 400_000;

    private static final double MOST_STEPS_OF_KERNEL = 1e10;

    private Families() {}

    /** The family of this name. @throws IllegalArgumentException for a name that is none, with those that are */
    public static Family named(String name, Interactions data, Effort effort) {
        return switch (name) {
            case "popularity" -> popularity();
            case "trending" -> trending(data);
            case "cosine", "itemitem" -> cosine();
            case "rp3beta" -> rp3beta();
            case "ease" -> ease(data, effort);
            case "sparseease" -> sparseEase(data, effort);
            case "als" -> als(effort);
            case "joined" -> joined();
            case "shared" -> shared(effort);
            case "userkernel" -> userKernel(false, effort);
            case "crosskernel" -> userKernel(true, effort);
            case "factormap" -> factorMap();
            default ->
                throw new IllegalArgumentException("There is no model '%s'; there are %s.".formatted(name, NAMES));
        };
    }

    /** What the blend for people with a history is made of. */
    public static List<Family> warm(Interactions data, Effort effort) {
        List<Family> families = new ArrayList<>(List.of(popularity()));
        if (data.hasTimes()) {
            families.add(trending(data));
        }
        families.add(als(effort));
        if (data.targets() < data.items()) {
            families.addAll(List.of(shared(effort), joined()));
        }
        families.add(ease(data, effort));
        if (data.targets() > effort.denseItems()) {
            families.add(sparseEase(data, effort));
        }
        families.addAll(List.of(cosine(), rp3beta()));
        if (canCompare(data, effort)) {
            families.add(userKernel(false, effort));
        }
        return asSearched(families, effort);
    }

    /** What the blend for people known in other domains only is made of. */
    public static List<Family> cold(Interactions data, Effort effort) {
        List<Family> families = new ArrayList<>(List.of(popularity(), rp3beta(), joined()));
        if (canCompare(data, effort)) {
            families.add(userKernel(true, effort));
        }
        families.add(factorMap());
        return asSearched(families, effort);
    }

    private static List<Family> asSearched(List<Family> families, Effort effort) {
        return effort.searches()
                ? families
                : families.stream().map(family -> Family.of(family.first())).toList();
    }

    private static boolean canCompare(Interactions data, Effort effort) {
        double share = (double) effort.kernelPeople() / Effort.FULL.kernelPeople();
        return data.size() <= MOST_INTERACTIONS_OF_KERNEL
                && (double) data.size() * data.items() <= MOST_STEPS_OF_KERNEL * share * share;
    }

    /** Recipes that were chosen before, without anything left to choose. */
    public static List<Family> chosen(List<Recipe> recipes) {
        return recipes.stream().map(Family::of).toList();
    }

    static Family popularity() {
        return Family.of(Popular.EVER);
    }

    static Family trending(Interactions data) {
        long first = LongStream.of(data.times()).min().orElse(0);
        long span = LongStream.of(data.times()).max().orElse(0) - first;
        return new Family(new Popular(Math.max(1, span / 8)), List.of(best -> {
            long halfLife = ((Popular) best).halfLifeSeconds();
            return List.of(new Popular(halfLife * 3), new Popular(Math.max(1, halfLife / 3)));
        }));
    }

    private static Family cosine() {
        return new Family(
                ItemItem.cosine(200),
                List.of(best -> IntStream.of(1000).mapToObj(ItemItem::cosine).toList()));
    }

    private static Family rp3beta() {
        return new Family(
                ItemItem.rp3beta(1, 0.4, 500),
                List.of(
                        best -> DoubleStream.of(0, 0.2, 0.6, 0.8)
                                .mapToObj(beta -> ItemItem.rp3beta(1, beta, 500))
                                .toList(),
                        best -> List.of(ItemItem.rp3beta(0.6, ((ItemItem) best).beta(), 500))));
    }

    /** Where there are many items, settings are found on the most popular alone, at a fraction of the cost. */
    private static Family ease(Interactions data, Effort effort) {
        int most = effort.denseItems();
        int first = data.targets() <= MOST_ITEMS_TO_TUNE_ON ? most : Math.min(most, ITEMS_TO_TUNE_ON);
        return new Family(
                new Ease(300, 0.2, first),
                List.of(
                        best -> DoubleStream.of(3, 1 / 3.0)
                                .mapToObj(factor -> ((Ease) best).withRidge(factor * ((Ease) best).ridge()))
                                .toList(),
                        best -> DoubleStream.of(0, 0.4, 0.6)
                                .mapToObj(((Ease) best)::withDropout)
                                .toList(),
                        best -> List.of(((Ease) best).withMostItems(most))));
    }

    /** Of all targets, where they are too many for a matrix: as many neighbours as take no more memory than that would. */
    private static Family sparseEase(Interactions data, Effort effort) {
        long entries = (long) effort.denseItems() * effort.denseItems() / 3;
        int neighbours = (int) Math.clamp(entries / Math.max(1, data.targets()), 32, MOST_NEIGHBOURS);
        return new Family(
                new SparseEase(100, 0.2, neighbours),
                List.of(
                        best -> DoubleStream.of(3, 1 / 3.0)
                                .mapToObj(factor -> ((SparseEase) best).withRidge(factor * ((SparseEase) best).ridge()))
                                .toList(),
                        best -> DoubleStream.of(0, 0.4, 0.6)
                                .mapToObj(((SparseEase) best)::withDropout)
                                .toList()));
    }

    private static Family als(Effort effort) {
        List<Family.Stage> stages = new ArrayList<>(List.of(alsStep(3), alsStep(1.6)));
        stages.add(best -> ((Als) best).factors() == 64 && effort.mostFactors() >= 128
                ? DoubleStream.of(1, 1.5)
                        .mapToObj(factor -> ((Als) best).times(factor, 1).withFactors(128))
                        .toList()
                : List.of());
        stages.add(best -> List.of(((Als) best).withRounds(((Als) best).rounds() < ROUNDS ? ROUNDS : MOST_ROUNDS)));
        return new Family(new Als(Math.min(64, effort.mostFactors()), ROUNDS_TO_TUNE_ON, 0.1, 0.01, 1, 0), stages);
    }

    /** For people with a history, all domains factorised at once, what was done in the others counting less. */
    private static Family shared(Effort effort) {
        return new Family(
                new Als(Math.min(64, effort.mostFactors()), ROUNDS_TO_TUNE_ON, 0.04, 0.01, 1, 0.3),
                List.of(
                        alsStep(3),
                        alsStep(1.6),
                        best -> DoubleStream.of(0.1, 0.6)
                                .mapToObj(((Als) best)::withSources)
                                .toList(),
                        alsStep(1.25),
                        best -> List.of(((Als) best).withRounds(ROUNDS))));
    }

    /**
     * For people without target history, all domains factorised at once. Only strong regularisation, which leaves few dimensions,
     * carries over from one domain to another; little less or more of it is worse than popularity, hence the fine steps.
     */
    private static Family joined() {
        return new Family(new Als(32, 8, 0.02, 0.025, 1), List.of(alsStep(1.6), alsStep(1.25)));
    }

    private static Family.Stage alsStep(double factor) {
        return best -> Stream.of(
                        ((Als) best).times(factor, 1),
                        ((Als) best).times(1 / factor, 1),
                        ((Als) best).times(1, factor),
                        ((Als) best).times(1, 1 / factor))
                .toList();
    }

    private static Family userKernel(boolean sourcesOnly, Effort effort) {
        return new Family(
                new UserKernel(3, 0.5, sourcesOnly, effort.kernelPeople()),
                List.of(best -> Stream.of(3.0, 1 / 3.0)
                        .map(factor -> ((UserKernel) best).withRidge(factor * ((UserKernel) best).ridge()))
                        .toList()));
    }

    private static Family factorMap() {
        Als als = new Als(32, 6, 0.1, 0.005, 1);
        return new Family(
                new FactorMap(als, als, 1),
                List.of(
                        best -> DoubleStream.of(1 / 1.6, 1.6)
                                .mapToObj(factor -> ((FactorMap) best).times(factor, 1))
                                .toList(),
                        best -> DoubleStream.of(1 / 2.0, 2)
                                .mapToObj(factor -> ((FactorMap) best).times(1, factor))
                                .toList(),
                        best -> DoubleStream.of(0.3, 3)
                                .mapToObj(factor -> ((FactorMap) best).withRidge(factor * ((FactorMap) best).ridge()))
                                .toList()));
    }
}
