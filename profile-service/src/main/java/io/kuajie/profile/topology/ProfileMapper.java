package io.kuajie.profile.topology;

import io.kuajie.events.Amount;
import io.kuajie.events.ClusterLabel;
import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** From a portrait to the record that other services read. */
final class ProfileMapper {
    /** Partition and offset of a leaf that belongs to the person but has no event yet. */
    private static final Position NO_POSITION = new Position(-1, -1L);

    private final Function<PartnerId, Optional<Domain>> domainOf;

    ProfileMapper(Function<PartnerId, Optional<Domain>> domainOf) {
        this.domainOf = domainOf;
    }

    Profile profile(Portrait portrait, float[] vector, Optional<Clusters.Label> label, long version) {
        return Profile.newBuilder()
                .setPerson(portrait.person().value())
                .setLeaves(portrait.leaves().stream().map(this::leaf).toList())
                .setLayout(VectorLayout.VERSION)
                .setVector(VectorLayout.toBytes(vector))
                .setDimensions(portrait.dimensions().stream()
                        .map(ProfileMapper::dimension)
                        .toList())
                .setItems(portrait.items().stream().map(ProfileMapper::item).toList())
                .setCounts(new TreeMap<>(portrait.countByAction()))
                .setSpend(portrait.spend().stream()
                        .map(money -> new Amount(money.minorUnits(), money.currency()))
                        .toList())
                .setCluster(label.map(near -> new ClusterLabel(near.model(), near.group(), near.distance()))
                        .orElse(null))
                .setFirstAt(portrait.firstAt())
                .setEvaluatedAt(portrait.evaluatedAt())
                .setVersion(version)
                .build();
    }

    private ProfileLeaf leaf(Portrait.Leaf leaf) {
        String domain = domainOf.apply(leaf.leaf().partner()).map(Domain::value).orElse(leaf.domain());
        Position position = leaf.position()
                .map(at -> new Position(at.partition(), at.offset()))
                .orElse(NO_POSITION);
        return new ProfileLeaf(leaf.leaf().toString(), domain, position, leaf.events());
    }

    private static ProfileDimension dimension(Portrait.Dimension dimension) {
        var key = dimension.key();
        return new ProfileDimension(key.action(), key.domain(), key.category(), dimension.mass());
    }

    private static ProfileItem item(Portrait.Item item) {
        return new ProfileItem(
                item.item().toString(),
                item.leaf(),
                item.domain(),
                item.category(),
                item.mass(),
                item.strongest(),
                item.owned(),
                item.lastAt());
    }
}
