package io.kuajie.campaign.domain.effect;

import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One place of a served list that carried a campaign's offer.
 *
 * @param partner the storefront that asked
 * @param leaf whom the list was for, as the storefront knows them; null for nobody in particular
 * @param person the person that leaf belonged to; null where unknown
 */
public record ServedOffer(
        RequestId request,
        CampaignId campaign,
        ItemKey item,
        PartnerId partner,
        @Nullable String leaf,
        @Nullable String person,
        Instant servedAt) {
    public ServedOffer {
        Moments.require(servedAt);
    }
}
