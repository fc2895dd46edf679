package io.kuajie.profile.domain.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The families before a fit, which hand their label ids on to those after it, by how many people they have in the same groups (weighted
 * Jaccard).
 *
 * <p>Source: Greene, Doyle and Cunningham: Tracking the evolution of communities in dynamic social networks, ASONAM 2010.
 *
 * @param former the latest model that has families; empty before the first
 * @param lastNumber the highest number that was ever given out
 */
public record Families(Optional<Clusters> former, long lastNumber) {
    /** What has less in common with a former family is another one. */
    private static final double LEAST_OVERLAP = 0.3;

    /** Those of these models, oldest first. */
    static Families after(List<Clusters> models) {
        return new Families(
                models.stream().filter(model -> !model.families().isEmpty()).reduce((older, newer) -> newer),
                Numbering.FAMILIES.highestOf(models.stream()
                        .flatMap(model -> model.families().stream().map(Clusters.Family::id))));
    }

    /** The families of these groups; none where groups are few or don't fall into any. */
    List<Clusters.Family> of(List<Crowd> crowds) {
        List<List<Crowd>> divided = Division.best(groups(crowds), former).families().stream()
                .map(family -> family.stream().map(crowds::get).toList())
                .toList();
        List<String> ids = new Succession(Numbering.FAMILIES, 1 - LEAST_OVERLAP, lastNumber)
                .ids(
                        costs(divided, groups(crowds)),
                        formerFamilies().map(Clusters.Family::id).toList());
        return IntStream.range(0, divided.size())
                .mapToObj(f -> family(ids.get(f), divided.get(f)))
                .toList();
    }

    private static Clusters.Family family(String id, List<Crowd> crowds) {
        List<Member> members =
                crowds.stream().flatMap(crowd -> crowd.members().stream()).toList();
        List<String> groups = groups(crowds).stream().map(Clusters.Group::id).toList();
        return new Clusters.Family(id, groups, members.size(), GroupTitles.ofFamily(members));
    }

    /** By family and former family: how much of their people isn't in the same groups. */
    private double[][] costs(List<List<Crowd>> divided, List<Clusters.Group> groups) {
        List<Map<String, Double>> before = former.stream()
                .flatMap(model -> formerFamilies().map(family -> shares(model.groupsOf(family), model.groups())))
                .toList();
        return divided.stream()
                .map(crowds -> shares(groups(crowds), groups))
                .map(now -> before.stream()
                        .mapToDouble(then -> 1 - overlap(now, then))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Groups by their share of all people, as samples differ in size. */
    private static Map<String, Double> shares(List<Clusters.Group> some, List<Clusters.Group> all) {
        double people = all.stream().mapToLong(Clusters.Group::size).sum();
        return some.stream().collect(Collectors.toMap(Clusters.Group::id, group -> group.size() / people));
    }

    private static double overlap(Map<String, Double> now, Map<String, Double> then) {
        Set<String> groups = new HashSet<>(now.keySet());
        groups.addAll(then.keySet());
        double both = 0;
        double either = 0;
        for (String group : groups) {
            double one = now.getOrDefault(group, 0.0);
            double other = then.getOrDefault(group, 0.0);
            both += Math.min(one, other);
            either += Math.max(one, other);
        }
        return either == 0 ? 0 : both / either;
    }

    private Stream<Clusters.Family> formerFamilies() {
        return former.stream().flatMap(model -> model.families().stream());
    }

    private static List<Clusters.Group> groups(List<Crowd> crowds) {
        return crowds.stream().map(Crowd::group).toList();
    }
}
