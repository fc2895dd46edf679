package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Disclosure;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A portrait as the API shows it. Masses are as of {@code evaluatedAt} and rounded; {@code share} is of all that weighs for
 * something.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileView(
        String person,
        @Nullable ClusterView cluster,
        List<LeafView> leaves,
        Instant firstAt,
        Instant evaluatedAt,
        String asOf,
        Map<String, Long> counts,
        List<Money> spend,
        List<DimensionView> dimensions,
        List<ItemView> items) {
    /** One partner's view. @param position highest position of behavior.raw reflected; absent without events */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeafView(
            String leaf,
            String partner,
            String domain,
            long events,
            @Nullable String position) {}

    /** The group the person is of. @param fewerThan said where the group has too few people for the rest to be shown */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClusterView(
            String id,
            String model,
            @Nullable Double distance,
            @Nullable Map<String, String> titles,
            @Nullable Long fewerThan) {}

    /** Decayed mass of one kind of behaviour. */
    public record DimensionView(String action, String domain, String category, double mass, double share) {}

    /** An item dealt with. */
    public record ItemView(
            String item,
            String domain,
            String category,
            double mass,
            String strongest,
            boolean owned,
            Instant lastAt,
            String leaf) {}

    private static final double MILLIONTHS = 1e6;

    static ProfileView of(
            Portrait portrait,
            Optional<Clusters.Label> label,
            Optional<Disclosure> shown,
            Function<PartnerId, Optional<Domain>> domainOf) {
        double total = portrait.dimensions().stream()
                .mapToDouble(dimension -> Math.max(0, dimension.mass()))
                .sum();
        return new ProfileView(
                portrait.person().value(),
                label.map(near -> cluster(near, shown)).orElse(null),
                portrait.leaves().stream().map(leaf -> leaf(leaf, domainOf)).toList(),
                portrait.firstAt(),
                portrait.evaluatedAt(),
                portrait.asOf(),
                portrait.countByAction(),
                portrait.spend(),
                portrait.dimensions().stream()
                        .map(dimension -> dimension(dimension, total))
                        .toList(),
                portrait.items().stream().map(item -> item(item, portrait)).toList());
    }

    private static ClusterView cluster(Clusters.Label label, Optional<Disclosure> shown) {
        Optional<Clusters.Group> group = shown.flatMap(model -> model.clusters().group(label.group()));
        return shown.isPresent() && !group.map(shown.get()::shows).orElse(true)
                ? new ClusterView(
                        label.group(), label.model(), null, null, shown.get().least())
                : new ClusterView(
                        label.group(),
                        label.model(),
                        rounded(label.distance()),
                        group.map(Clusters.Group::titles).orElse(Map.of()),
                        null);
    }

    private static LeafView leaf(Portrait.Leaf leaf, Function<PartnerId, Optional<Domain>> domainOf) {
        PartnerId partner = leaf.leaf().partner();
        return new LeafView(
                leaf.leaf().toString(),
                partner.value(),
                domainOf.apply(partner).map(Domain::value).orElse(leaf.domain()),
                leaf.events(),
                leaf.position().map(SourcePosition::toString).orElse(null));
    }

    private static DimensionView dimension(Portrait.Dimension dimension, double total) {
        double share = total == 0 ? 0 : Math.max(0, dimension.mass()) / total;
        var key = dimension.key();
        return new DimensionView(key.action(), key.domain(), key.category(), rounded(dimension.mass()), rounded(share));
    }

    private static ItemView item(Portrait.Item item, Portrait portrait) {
        return new ItemView(
                item.item().toString(),
                item.domain(),
                item.category(),
                rounded(item.mass()),
                item.strongest(),
                item.owned(),
                item.lastAt(),
                portrait.leaves().get(item.leaf()).leaf().toString());
    }

    private static double rounded(double value) {
        return Math.rint(value * MILLIONTHS) / MILLIONTHS;
    }
}
