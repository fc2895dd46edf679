package io.kuajie.campaign.domain.effect;

import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a campaign caused. Campaign and position make it unique.
 *
 * @param leaf who did it
 * @param person the person the list was for; null where unknown
 * @param amount paid, or given back if negative; null where no money moved
 */
public record Outcome(
        CampaignId campaign,
        OutcomeKind kind,
        SourcePosition position,
        RequestId request,
        String leaf,
        @Nullable String person,
        @Nullable String item,
        @Nullable Money amount,
        Instant occurredAt) {
    /** The person where known, else the leaf: whom outcomes are counted by. */
    public String actor() {
        return person == null ? leaf : person;
    }
}
