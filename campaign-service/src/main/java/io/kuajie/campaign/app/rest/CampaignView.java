package io.kuajie.campaign.app.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.Proposal;
import io.kuajie.campaign.domain.effect.Report;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as callers see it: what they proposed, and where it stands.
 *
 * @param approvals when each partner approved
 * @param report null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
        String id,
        @JsonUnwrapped Proposal terms,
        String state,
        Map<String, Instant> approvals,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ReportView report) {
    static CampaignView of(Campaign campaign) {
        return of(campaign, null);
    }

    static CampaignView of(Campaign campaign, @Nullable Report report) {
        Map<String, Instant> approvals = new TreeMap<>();
        campaign.approvals().forEach((partner, at) -> approvals.put(partner.value(), at));
        return new CampaignView(
                campaign.id().value(),
                Proposal.of(campaign.terms()),
                campaign.state().wireName(),
                approvals,
                campaign.version(),
                campaign.createdAt(),
                campaign.updatedAt(),
                report == null ? null : ReportView.of(report));
    }
}
