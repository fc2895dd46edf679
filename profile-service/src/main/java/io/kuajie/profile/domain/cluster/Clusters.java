package io.kuajie.profile.domain.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model of groups of people who behave alike: each has a centre, and a person is of the group whose centre is nearest.
 *
 * @param model id of the model
 * @param layout version of the vector layout it was fitted on
 * @param groups in the order of their numbers
 * @param people how many it was fitted on
 * @param sse sum of squared distances of those to their centres
 * @param silhouette mean on a sample, -1 to 1
 */
public record Clusters(
        String model,
        int layout,
        List<Group> groups,
        long people,
        double sse,
        double silhouette,
        long seed,
        Instant fittedAt) {
    /**
     * One group.
     *
     * @param id stable label, such as {@code c3}
     * @param size people of the fit nearest to it
     * @param titles what marks the group, by locale
     */
    public record Group(String id, float[] centre, long size, Map<String, String> titles) {}

    /** Which group somebody is of. @param distance Euclidean, 0 to 2 */
    public record Label(String model, String group, double distance) {}

    public Clusters {
        groups = groups.stream()
                .sorted(Comparator.comparingLong(group -> GroupNumber.of(group.id())))
                .toList();
    }

    /** The label of a vector; empty for a vector of zeros, which is like nobody. */
    public Optional<Label> labelOf(float[] vector) {
        if (isZero(vector)) {
            return Optional.empty();
        }
        Group nearest = null;
        double least = Double.MAX_VALUE;
        for (Group group : groups) {
            double square = Distance.square(vector, group.centre());
            if (square < least) {
                least = square;
                nearest = group;
            }
        }
        return nearest == null ? Optional.empty() : Optional.of(new Label(model, nearest.id(), Math.sqrt(least)));
    }

    /** Mean squared distance of these vectors to their nearest centres. */
    double meanSquare(List<float[]> vectors) {
        return vectors.stream()
                .mapToDouble(vector -> groups.stream()
                        .mapToDouble(group -> Distance.square(vector, group.centre()))
                        .min()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    /** The group of this label id. */
    public Optional<Group> group(String id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
