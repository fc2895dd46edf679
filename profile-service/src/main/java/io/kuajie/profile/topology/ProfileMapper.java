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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        var clusterLabel = label.map(near -> new ClusterLabel(near.model(), near.group(), near.distance()))
                .orElse(null);
        // The constructor, not the builder: that would check and copy every field again.
        return new Profile(
                portrait.person().value(),
                mapped(portrait.leaves(), this::leaf),
                VectorLayout.VERSION,
                VectorLayout.toBytes(vector),
                mapped(portrait.dimensions(), ProfileMapper::dimension),
                mapped(portrait.items(), ProfileMapper::item),
                portrait.countByAction(),
                mapped(portrait.spend(), money -> new Amount(money.minorUnits(), money.currency())),
                clusterLabel,
                portrait.firstAt(),
                portrait.evaluatedAt(),
                version);
    }

    private static <A, B> List<B> mapped(List<A> from, Function<A, B> mapping) {
        List<B> to = new ArrayList<>(from.size());
        for (A each : from) {
            to.add(mapping.apply(each));
        }
        return to;
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
