package io.kuajie.campaign.domain.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a campaign to be, as sent and unchecked; {@link TermsReader} makes terms of it. Fields as in
 * {@link Terms}.
 *
 * @param percentOff either this or {@code amountOff} is given
 */
public record Proposal(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String issuer,
        @Nullable String host,
        @Nullable String domain,
        @Nullable List<@Nullable String> items,
        @Nullable List<@Nullable String> clusters,
        @Nullable String target,
        @Nullable Double percentOff,
        @Nullable Sum amountOff,
        @Nullable Sum minimumSpend,
        @Nullable Map<String, @Nullable String> titles,
        @Nullable Integer priority,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {
    /** Money as sent. */
    public record Sum(@Nullable Long minorUnits, @Nullable String currency) {}

    /** These terms as they would have been sent. */
    public static Proposal of(Terms terms) {
        var minimum = terms.minimumSpend();
        return new Proposal(
                terms.name(),
                terms.kind().wireName(),
                terms.issuer().value(),
                terms.host().value(),
                terms.domain().value(),
                terms.items().stream().map(Object::toString).collect(Collectors.toUnmodifiableList()),
                terms.clusters().stream().collect(Collectors.toUnmodifiableList()),
                terms.target(),
                terms.discount() instanceof Discount.PercentOff(double percent) ? percent : null,
                terms.discount() instanceof Discount.AmountOff(var amount)
                        ? new Sum(amount.minorUnits(), amount.currency())
                        : null,
                minimum == null ? null : new Sum(minimum.minorUnits(), minimum.currency()),
                Map.copyOf(terms.titles()),
                terms.priority(),
                terms.period().startsAt(),
                terms.period().endsAt());
    }

    /** This proposal with what it leaves out taken from another; a discount of either kind replaces the other's. */
    public Proposal over(Proposal base) {
        boolean hasDiscount = percentOff != null || amountOff != null;
        return new Proposal(
                either(name, base.name),
                either(kind, base.kind),
                either(issuer, base.issuer),
                either(host, base.host),
                either(domain, base.domain),
                either(items, base.items),
                either(clusters, base.clusters),
                either(target, base.target),
                hasDiscount ? percentOff : base.percentOff,
                hasDiscount ? amountOff : base.amountOff,
                either(minimumSpend, base.minimumSpend),
                either(titles, base.titles),
                either(priority, base.priority),
                either(startsAt, base.startsAt),
                either(endsAt, base.endsAt));
    }

    private static <T> @Nullable T either(@Nullable T own, @Nullable T base) {
        return own != null ? own : base;
    }
}
