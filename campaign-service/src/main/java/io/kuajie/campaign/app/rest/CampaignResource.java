package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.app.campaigns.Campaigns;
import io.kuajie.campaign.app.campaigns.Campaigns.Creation;
import io.kuajie.campaign.app.effects.Reports;
import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.campaign.Checked;
import io.kuajie.campaign.domain.campaign.Proposal;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.campaign.domain.campaign.TermsReader;
import io.kuajie.campaign.domain.effect.Report;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Campaigns: created, listed, looked up, reported. */
@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.WRITER, Role.ADMIN})
@Scope(Scope.CAMPAIGNS)
@Tag(name = "Campaigns")
public class CampaignResource {
    private static final int LARGEST_PAGE = 200;

    private final Campaigns campaigns;
    private final Reports reports;
    private final TermsReader reader;
    private final SecurityIdentity identity;

    CampaignResource(Campaigns campaigns, Reports reports, KeyRing partners, SecurityIdentity identity) {
        this.campaigns = campaigns;
        this.reports = reports;
        this.reader = new TermsReader(partners::domainOf);
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Creates a draft. A repeated Idempotency-Key creates nothing and answers with the first draft.")
    public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable Proposal proposal) {
        Viewer viewer = Viewer.of(identity);
        Proposal sent = Bodies.require(proposal);
        Terms terms = terms(sent);
        if (!viewer.sees(terms)) {
            throw Problem.of(403, "A partner creates campaigns that it issues or hosts; name it as one of the two.")
                    .toException();
        }
        return switch (campaigns.create(terms, IdempotencyKey.claim(viewer, key, sent))) {
            case Creation.Created(Campaign campaign) -> created(campaign).build();
            case Creation.Repeated(Campaign campaign) ->
                created(campaign).header("Idempotency-Replayed", true).build();
            case Creation.KeyReused _ ->
                Problem.of(422, "This Idempotency-Key was used for another request; make a new key for each creation.")
                        .toResponse();
        };
    }

    @GET
    @Operation(summary = "The campaigns this key may see, newest first; with=report adds the live counts.")
    public Page list(
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("before") @Nullable String before,
            @QueryParam("with") @Nullable String with) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Refusals.invalid("limit", "(%d) must be 1 to %d.".formatted(limit, LARGEST_PAGE));
        }
        CampaignId end = before == null
                ? null
                : CampaignId.parse(before)
                        .orElseThrow(() -> Refusals.invalid("before", "must be what 'next' of a page said."));
        List<Campaign> found = campaigns.page(Viewer.of(identity).partner(), end, limit + 1);
        List<Campaign> page = found.subList(0, Math.min(limit, found.size()));
        Map<CampaignId, Report> reportById = "report".equals(with)
                ? reports.of(page.stream().map(Campaign::id).toList())
                : Map.of();
        List<CampaignView> views = page.stream()
                .map(campaign -> "report".equals(with)
                        ? CampaignView.of(campaign, reportById.getOrDefault(campaign.id(), Report.EMPTY))
                        : CampaignView.of(campaign))
                .toList();
        return new Page(views, found.size() > limit ? page.getLast().id().value() : null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One campaign; the ETag is its version.")
    public Response get(@PathParam("id") String id) {
        return Answers.of(visible(id)).build();
    }

    @GET
    @Path("{id}/report")
    @Operation(summary = "What the campaign caused so far: lists served, exposures, clicks, orders, revenue.")
    public ReportView report(@PathParam("id") String id) {
        return ReportView.of(reports.of(visible(id).id()));
    }

    private Campaign visible(String id) {
        Viewer viewer = Viewer.of(identity);
        return CampaignId.parse(id)
                .flatMap(campaigns::find)
                .filter(campaign -> viewer.sees(campaign.terms()))
                .orElseThrow(Refusals::noSuchCampaign);
    }

    private Terms terms(Proposal proposal) {
        return switch (reader.read(proposal, campaigns.now())) {
            case Checked.Accepted(Terms terms) -> terms;
            case Checked.Rejected(var faults) -> throw Refusals.invalid(faults);
        };
    }

    private static Response.ResponseBuilder created(Campaign campaign) {
        return Answers.of(campaign)
                .status(Response.Status.CREATED)
                .location(URI.create("/v1/campaigns/" + campaign.id()));
    }
}
