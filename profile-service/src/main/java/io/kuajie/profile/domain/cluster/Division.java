package io.kuajie.profile.domain.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Groups divided into families. The best division is found among those by Ward's criterion, of any number of families, and the former
 * one: it is that by which the groups' centres have the best silhouette, each counted with its people.
 *
 * <p>Source: Rousseeuw 1987; Kaufman and Rousseeuw: Finding groups in data, 1990, who see no substantial structure in a silhouette of
 * up to 0.25.
 *
 * @param families each the indexes of its groups in ascending order, in the order of the first ones; none where nothing is divided
 */
record Division(List<List<Integer>> families) {
    private static final int LEAST_GROUPS = 4;
    private static final double LEAST_SILHOUETTE = 0.25;
    /** Another division must be this much better than the former one, else people's families would flicker. */
    private static final double SILHOUETTE_MARGIN = 0.03;

    /** @param former the latest model that has families; empty without one */
    static Division best(List<Clusters.Group> groups, Optional<Clusters> former) {
        if (groups.size() < LEAST_GROUPS) {
            return new Division(List.of());
        }
        Optional<Division> continued = former.flatMap(model -> continued(groups, model));
        ToDoubleFunction<Division> worth = division -> division.silhouette(groups)
                + (continued.filter(division::equals).isPresent() ? SILHOUETTE_MARGIN : 0);
        return Stream.concat(continued.stream(), joined(groups))
                .filter(division -> worth.applyAsDouble(division) > LEAST_SILHOUETTE)
                .max(Comparator.comparingDouble(worth))
                .orElse(new Division(List.of()));
    }

    private static Stream<Division> joined(List<Clusters.Group> groups) {
        return Ward.steps(centres(groups), weights(groups)).stream()
                .map(step -> new Division(step.stream().map(Ward.Part::points).toList()));
    }

    /** As it was; a group that is new goes to the family of the group that it is nearest to. */
    private static Optional<Division> continued(List<Clusters.Group> groups, Clusters former) {
        List<Clusters.Group> known = groups.stream()
                .filter(group -> former.familyOf(group.id()).isPresent())
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var groupsByFamily = IntStream.range(0, groups.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> former.familyOf(nearest(groups.get(i), known).id())));
        return Optional.of(new Division(groupsByFamily.values().stream()
                .sorted(Comparator.comparing(List::getFirst))
                .toList()));
    }

    private static Clusters.Group nearest(Clusters.Group group, List<Clusters.Group> known) {
        return known.stream()
                .min(Comparator.comparingDouble(other -> Distance.square(group.centre(), other.centre())))
                .orElseThrow();
    }

    private double silhouette(List<Clusters.Group> groups) {
        int[] familyOfGroup = new int[groups.size()];
        for (int family = 0; family < families.size(); family++) {
            for (int group : families.get(family)) {
                familyOfGroup[group] = family;
            }
        }
        return Silhouette.of(centres(groups), weights(groups), familyOfGroup, families.size());
    }

    private static List<float[]> centres(List<Clusters.Group> groups) {
        return groups.stream().map(Clusters.Group::centre).toList();
    }

    /** A group of nobody, such as an older fit may have left, has a place all the same. */
    private static double[] weights(List<Clusters.Group> groups) {
        return groups.stream().mapToDouble(group -> Math.max(1, group.size())).toArray();
    }
}
