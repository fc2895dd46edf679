package io.kuajie.profile.domain.person;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.Declarations;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.Purchases;
import io.kuajie.profile.domain.leaf.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person's leaves show together: a pure function of the set of leaf snapshots. Masses are as of {@code evaluatedAt}, the
 * time of the latest event, so a portrait does not change by being looked at later.
 *
 * @param leaves in the order of their keys
 * @param dimensions heaviest first
 * @param items heaviest first
 * @param details what is summed up only when asked for
 */
public record Portrait(
        PersonKey person,
        List<Leaf> leaves,
        List<Dimension> dimensions,
        List<Item> items,
        SortedMap<String, Long> countByAction,
        List<Money> spend,
        Instant firstAt,
        Instant evaluatedAt,
        Details details) {
    public static final int MOST_DIMENSIONS = 128;
    public static final int MOST_ITEMS = 64;

    /**
     * One partner's view.
     *
     * @param domain industry of its latest event; empty without events
     * @param position highest position of behavior.raw reflected; empty without events
     */
    public record Leaf(LeafKey leaf, String domain, Optional<SourcePosition> position, long events) {}

    /** Decayed mass of one kind of behaviour. */
    public record Dimension(DimensionKey key, double mass) {}

    /** An item dealt with. @param leaf index into the leaves */
    public record Item(
            ItemKey item,
            int leaf,
            String domain,
            String category,
            double mass,
            String strongest,
            boolean owned,
            Instant lastAt) {}

    /** Empty while no belonging leaf has an event. */
    static Optional<Portrait> of(PersonKey person, Collection<Membership> memberships) {
        PortraitSum sum = new PortraitSum();
        for (Membership membership : memberships) {
            if (membership.belongs()) {
                sum.add(membership);
            }
        }
        return sum.portrait(person);
    }

    public Purchases purchases() {
        return details.purchases();
    }

    /** The value of a trait; null where it was not declared. */
    public @Nullable String declared(Trait trait) {
        Declarations.Word word = details.declared().latest().get(trait);
        return word == null ? null : word.value();
    }

    /** Weight of what was done within a window that ends at this time, by kind of behaviour. */
    public Map<DimensionKey, Double> recent(Window window, Instant at) {
        return details.recent(window, at);
    }

    /** On which of the thirty days up to this time the person was there. */
    public Presence presence(Instant now) {
        return Presence.of(details, now);
    }

    public Stage stage(Instant now) {
        return Stage.of(firstAt, evaluatedAt, countByAction.getOrDefault("buy", 0L), now);
    }

    /** The positions reflected, comma-joined in the order of the leaves, such as {@code 0@12,3@99}. */
    public String asOf() {
        return String.join(
                ",",
                leaves.stream()
                        .flatMap(leaf -> leaf.position().stream())
                        .map(SourcePosition::toString)
                        .toList());
    }
}
