package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.app.campaigns.Campaigns;
import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.campaign.Checked;
import io.kuajie.campaign.domain.campaign.Decision;
import io.kuajie.campaign.domain.campaign.Decision.Changed;
import io.kuajie.campaign.domain.campaign.Decision.Refused;
import io.kuajie.campaign.domain.campaign.Decision.Unchanged;
import io.kuajie.campaign.domain.campaign.Proposal;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.campaign.domain.campaign.TermsReader;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Campaigns: revised, approved, started, paused, resumed, ended; with If-Match, only at the version that the caller saw. */
@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.WRITER, Role.ADMIN})
@Scope(Scope.CAMPAIGNS)
@Tag(name = "Lifecycle")
public class LifecycleResource {
    private static final String IF_MATCH = "If-Match";

    private final Campaigns campaigns;
    private final TermsReader reader;
    private final SecurityIdentity identity;

    LifecycleResource(Campaigns campaigns, KeyRing partners, SecurityIdentity identity) {
        this.campaigns = campaigns;
        this.reader = new TermsReader(partners::domainOf);
        this.identity = identity;
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Changes the terms of a draft; fields left out stay. Approvals given before are void.")
    public Response revise(
            @PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag, @Nullable Proposal patch) {
        Proposal sent = Bodies.require(patch);
        return change(id, tag, (campaign, now) -> campaign.revise(revised(campaign, sent, now), now));
    }

    @POST
    @Path("{id}:approve")
    @Operation(summary = "Approves for the caller's partner; an operator approves for both.")
    public Response approve(@PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag) {
        Viewer viewer = Viewer.of(identity);
        return change(id, tag, (campaign, now) -> campaign.approve(viewer.approvesFor(campaign), now));
    }

    @POST
    @Path("{id}:start")
    @Operation(summary = "Starts an approved campaign: now if its period has begun, else when it does.")
    public Response start(@PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag) {
        return change(id, tag, Campaign::start);
    }

    @POST
    @Path("{id}:pause")
    @Operation(summary = "Holds the offer back.")
    public Response pause(@PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag) {
        return change(id, tag, Campaign::pause);
    }

    @POST
    @Path("{id}:resume")
    @Operation(summary = "Shows the offer again.")
    public Response resume(@PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag) {
        return change(id, tag, Campaign::resume);
    }

    @POST
    @Path("{id}:end")
    @Operation(summary = "Ends the campaign for good.")
    public Response end(@PathParam("id") String id, @HeaderParam(IF_MATCH) @Nullable String tag) {
        return change(id, tag, Campaign::end);
    }

    private Response change(String id, @Nullable String tag, BiFunction<Campaign, Instant, Decision> request) {
        Viewer viewer = Viewer.of(identity);
        CampaignId campaignId = CampaignId.parse(id).orElseThrow(Refusals::noSuchCampaign);
        Decision decision = campaigns
                .change(campaignId, (campaign, now) -> {
                    requireVisible(viewer, campaign);
                    requireSeen(tag, campaign);
                    return request.apply(campaign, now);
                })
                .orElseThrow(Refusals::noSuchCampaign);
        return switch (decision) {
            case Changed(Campaign campaign) -> Answers.of(campaign).build();
            case Unchanged(Campaign campaign) -> Answers.of(campaign).build();
            case Refused(String advice) -> Problem.of(409, advice).toResponse();
        };
    }

    private static void requireVisible(Viewer viewer, Campaign campaign) {
        if (!viewer.sees(campaign.terms())) {
            throw Refusals.noSuchCampaign();
        }
    }

    private static void requireSeen(@Nullable String tag, Campaign campaign) {
        if (tag == null || tag.equals("*") || tag.equals("\"" + campaign.version() + "\"")) {
            return;
        }
        throw Problem.of(
                        412,
                        "The campaign is at version \"%d\" now; look at it again, then send that as If-Match."
                                .formatted(campaign.version()))
                .toException();
    }

    private Terms revised(Campaign campaign, Proposal patch, Instant now) {
        return switch (reader.read(patch.over(Proposal.of(campaign.terms())), now)) {
            case Checked.Accepted(Terms terms) -> requireSameParties(campaign, terms);
            case Checked.Rejected(var faults) -> throw Refusals.invalid(faults);
        };
    }

    private static Terms requireSameParties(Campaign campaign, Terms terms) {
        if (!terms.parties().equals(campaign.terms().parties())) {
            throw Refusals.invalid(
                    "issuer", "Issuer and host stay the two partners they are; create another campaign.");
        }
        return terms;
    }
}
