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
 * @param families of groups that are much alike, in the order of their numbers; none where groups don't fall into any
 * @param people how many it was fitted on
 * @param sse sum of squared distances of those to their centres
 * @param silhouette mean on a sample, -1 to 1
 */
public record Clusters(
        String model,
        int layout,
        List<Group> groups,
        List<Family> families,
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

    /**
     * Groups that are much alike.
     *
     * @param id stable label, such as {@code f2}
     * @param groups their label ids, in the order of their numbers
     * @param size people of the fit in all of them
     * @param titles what marks the family, by locale
     */
    public record Family(String id, List<String> groups, long size, Map<String, String> titles) {
        public Family {
            if (groups.isEmpty()) {
                throw new IllegalArgumentException("The family (%s) must have a group.".formatted(id));
            }
            groups = groups.stream()
                    .sorted(Comparator.comparingLong(Numbering.GROUPS::numberOf))
                    .toList();
        }
    }

    /** Which group somebody is of. @param distance Euclidean, 0 to 2 */
    public record Label(String model, String group, double distance) {}

    public Clusters {
        groups = groups.stream()
                .sorted(Comparator.comparingLong(group -> Numbering.GROUPS.numberOf(group.id())))
                .toList();
        families = families.stream()
                .sorted(Comparator.comparingLong(family -> Numbering.FAMILIES.numberOf(family.id())))
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

    /** The family that the group of this label id is of. */
    public Optional<Family> familyOf(String group) {
        return families.stream()
                .filter(family -> family.groups().contains(group))
                .findFirst();
    }

    /** The groups of a family. */
    List<Group> groupsOf(Family family) {
        return groups.stream()
                .filter(group -> family.groups().contains(group.id()))
                .toList();
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
