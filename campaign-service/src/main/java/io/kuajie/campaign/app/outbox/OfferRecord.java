package io.kuajie.campaign.app.outbox;

import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.Discount.AmountOff;
import io.kuajie.campaign.domain.campaign.Discount.PercentOff;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.events.Amount;
import io.kuajie.events.Offer;
import io.kuajie.kernel.Money;
import org.jspecify.annotations.Nullable;

/** A campaign as offers.active tells it. */
final class OfferRecord {
    private OfferRecord() {}

    static Offer of(Campaign campaign) {
        Terms terms = campaign.terms();
        return Offer.newBuilder()
                .setCampaign(campaign.id().value())
                .setKind(terms.kind().wireName())
                .setTitle(terms.mainTitle())
                .setTitles(terms.titles())
                .setIssuer(terms.issuer().value())
                .setHost(terms.host().value())
                .setDomain(terms.domain().value())
                .setItems(terms.items().stream().map(Object::toString).toList())
                .setClusters(terms.clusters())
                .setTarget(terms.target())
                .setPercentOff(terms.discount() instanceof PercentOff(double percent) ? percent : null)
                .setAmountOff(terms.discount() instanceof AmountOff(Money amount) ? amount(amount) : null)
                .setMinimumSpend(amount(terms.minimumSpend()))
                .setPriority(terms.priority())
                .setStartsAt(terms.period().startsAt())
                .setEndsAt(terms.period().endsAt())
                .setVersion(campaign.version())
                .build();
    }

    static @Nullable Amount amount(@Nullable Money money) {
        return money == null ? null : new Amount(money.minorUnits(), money.currency());
    }
}
