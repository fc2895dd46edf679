package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.domain.campaign.Campaign;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

/** How a campaign is answered: with its version as the entity tag. */
final class Answers {
    private Answers() {}

    static Response.ResponseBuilder of(Campaign campaign) {
        return Response.ok(CampaignView.of(campaign)).tag(tag(campaign));
    }

    static EntityTag tag(Campaign campaign) {
        return new EntityTag(Long.toString(campaign.version()));
    }
}
