package io.kuajie.recommend.app;

import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.people.Leaf;
import io.kuajie.recommend.domain.people.Portrait;
import io.kuajie.recommend.domain.people.Taste;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a person's record. */
final class ProfileMapper {
    private record Place(String domain, String category) {}

    private ProfileMapper() {}

    /** @throws IllegalArgumentException if a key or name in it has not the form it must have */
    static Portrait portrait(Profile profile) {
        return new Portrait(
                new PersonKey(profile.getPerson()),
                profile.getLeaves().stream().map(ProfileMapper::leaf).toList(),
                profile.getItems().stream().map(ProfileMapper::deed).toList(),
                tastes(profile.getDimensions()),
                profile.getCluster() == null ? "" : profile.getCluster().getCluster(),
                profile.getCounts());
    }

    private static Leaf leaf(ProfileLeaf leaf) {
        return new Leaf(LeafKey.parse(leaf.getLeaf()), new Domain(leaf.getDomain()), position(leaf.getPosition()));
    }

    /** Where there is none yet, profiles say -1. */
    private static @Nullable SourcePosition position(Position position) {
        return position.getPartition() < 0 ? null : new SourcePosition(position.getPartition(), position.getOffset());
    }

    private static Deed deed(ProfileItem item) {
        return new Deed(
                ItemKey.parse(item.getItem()),
                item.getLeaf(),
                new Domain(item.getDomain()),
                item.getCategory(),
                item.getMass(),
                new Action(item.getStrongest()),
                item.getOwned(),
                item.getLastAt().getEpochSecond());
    }

    private static List<Taste> tastes(List<ProfileDimension> dimensions) {
        Map<Place, Double> massByPlace = LinkedHashMap.newLinkedHashMap(dimensions.size());
        for (ProfileDimension dimension : dimensions) {
            massByPlace.merge(
                    new Place(dimension.getDomain(), dimension.getCategory()), dimension.getMass(), Double::sum);
        }
        List<Taste> tastes = new ArrayList<>(massByPlace.size());
        massByPlace.forEach((place, mass) -> tastes.add(new Taste(new Domain(place.domain), place.category, mass)));
        return tastes;
    }
}
