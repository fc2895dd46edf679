package io.kuajie.profile.topology;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Link;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.LeafEvent;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Input records. */
public final class Records {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Records() {}

    /** An event that the door took so many seconds after the start as its position says. */
    static Behavior behavior(LeafKey leaf, LeafEvent event, @Nullable String zone, @Nullable String text) {
        var item = event.item();
        var amount = event.amount();
        return blank(leaf, event.action())
                .setDomain(event.domain().value())
                .setReceivedAt(at(event.position().offset()))
                .setOccurredAt(event.occurredAt())
                .setItem(item == null ? null : item.toString())
                .setCategory(event.category().isEmpty() ? null : event.category())
                .setQuantity(event.quantity())
                .setDeclared(wire(event.declared()))
                .setAmount(amount == null ? null : new Amount(amount.minorUnits(), amount.currency()))
                .setPosition(new Position(
                        event.position().partition(), event.position().offset()))
                .setWeight(event.weight())
                .setTimezone(zone)
                .setText(text)
                .setRating(Double.isNaN(event.rating()) ? null : event.rating())
                .build();
    }

    /** An event of default weight, so many minutes after the start. */
    public static Behavior behavior(LeafKey leaf, long offset, Action action, String category, int minutes) {
        return blank(leaf, action)
                .setOccurredAt(START.plusSeconds(60L * minutes))
                .setItem(leaf.partner() + ":item-" + category)
                .setCategory(category)
                .setAmount(new Amount(1000L, "CNY"))
                .setPosition(new Position(0, offset))
                .setWeight(action.defaultWeight())
                .build();
    }

    /** What somebody wrote, so many minutes after the start. @param rating null for none */
    public static Behavior review(LeafKey leaf, long offset, String text, @Nullable Double rating) {
        return blank(leaf, Action.EVALUATE)
                .setOccurredAt(START.plusSeconds(60 * offset))
                .setText(text)
                .setRating(rating)
                .setPosition(new Position(0, offset))
                .setWeight(1.0)
                .build();
    }

    /** What somebody says of themselves, so many minutes after the start. */
    public static Behavior identify(LeafKey leaf, long offset, Map<Trait, String> declared, int minutes) {
        return blank(leaf, new Action("identify"))
                .setOccurredAt(START.plusSeconds(60L * minutes))
                .setPosition(new Position(0, offset))
                .setWeight(0.0)
                .setDeclared(wire(declared))
                .build();
    }

    private static Map<String, String> wire(Map<Trait, String> declared) {
        return declared.entrySet().stream()
                .collect(Collectors.toMap(said -> said.getKey().wireName(), Map.Entry::getValue));
    }

    /** @param person null takes an earlier link back */
    public static Link link(LeafKey alias, @Nullable String person, long version) {
        return link(alias, person, version, START);
    }

    static Link link(LeafKey alias, @Nullable String person, long version, Instant saidAt) {
        return new Link(alias.toString(), person, version, "declared", saidAt);
    }

    /** So many seconds after the start. */
    static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Behavior.Builder blank(LeafKey leaf, Action action) {
        return Behavior.newBuilder()
                .setPartner(leaf.partner().value())
                .setLeaf(leaf.toString())
                .setMessageId("m")
                .setType("track")
                .setAction(action.name())
                .setDomain(leaf.partner().value().equals("academy") ? "course" : "beauty")
                .setReceivedAt(START)
                .setOrigin(new Origin("http", null, null));
    }
}
