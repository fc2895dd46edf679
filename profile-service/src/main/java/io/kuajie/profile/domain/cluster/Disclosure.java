package io.kuajie.profile.domain.cluster;

import java.util.List;
import java.util.OptionalLong;

/**
 * What of a model may be shown to somebody who must not learn what a few people do: the size, title and place of a group that has so
 * many people at least. Whatever is shown is made of shown groups alone, the total too, so what is withheld can't be worked out from it.
 *
 * <p>Source: Hundepool et al.: Statistical disclosure control, 2012, chapter 5: threshold rule and secondary suppression.
 *
 * @param least people that a group must have; 1 or less withholds nothing from which somebody is to be seen
 */
public record Disclosure(Clusters clusters, long least) {
    public boolean shows(Clusters.Group group) {
        return group.size() >= least;
    }

    /** Whether the size of a family may be told: less the sizes of its shown groups it would tell those of the others. */
    public boolean shows(Clusters.Family family) {
        return clusters.groupsOf(family).stream().allMatch(this::shows);
    }

    /** Whether a family's title is drawn from enough people. */
    public boolean showsTitlesOf(Clusters.Family family) {
        return family.size() >= least;
    }

    /** The groups whose size may be told. */
    public List<Clusters.Group> shown() {
        return clusters.groups().stream().filter(this::shows).toList();
    }

    /** Whether nothing is withheld. */
    public boolean isWhole() {
        return clusters.groups().stream().allMatch(this::shows);
    }

    /** People in the groups whose size may be told, of whom shares are taken; empty where there is no such group. */
    public OptionalLong people() {
        if (isWhole()) {
            return OptionalLong.of(clusters.people());
        }
        long people = shown().stream().mapToLong(Clusters.Group::size).sum();
        return people == 0 ? OptionalLong.empty() : OptionalLong.of(people);
    }
}
