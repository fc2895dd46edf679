package io.kuajie.ingest.app.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.plan.PlanDraft;
import io.kuajie.ingest.domain.plan.PlanForm;
import io.kuajie.kernel.PartnerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A partner's tracking plan: what it says its events look like. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.PLANS)
@RunOnVirtualThread
@Tag(name = "Tracking plan")
public class TrackingPlanResource {
    private final TrackingPlans plans;
    private final Rehearsal rehearsal;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    TrackingPlanResource(TrackingPlans plans, Rehearsal rehearsal, CurrentCaller caller, Limits limits, Clock clock) {
        this.plans = plans;
        this.rehearsal = rehearsal;
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    @PUT
    @Path("tracking-plan")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Makes the next version of the plan, which holds at once",
            description = "With the field version, only if that one holds now; else 409.")
    public PlanView put(InputStream body) throws IOException {
        JsonNode json = Requests.json(body, limits.maxBatchBytes());
        PlanDraft draft = Requests.valid(PlanForm.parse(json, ""));
        return PlanView.of(plans.put(partner(), draft, based(json.path("version")), clock.instant()));
    }

    @GET
    @Path("tracking-plan")
    @Operation(summary = "Shows the version that holds")
    public PlanView get() {
        return PlanView.of(plans.latest(partner()).orElseThrow(() -> none("This partner has no tracking plan.")));
    }

    @DELETE
    @Path("tracking-plan")
    @Operation(summary = "Ends the plan: makes a version that lets everything pass")
    public PlanView end() {
        return PlanView.of(plans.put(partner(), PlanDraft.NONE, null, clock.instant()));
    }

    @GET
    @Path("tracking-plan/versions")
    @Operation(summary = "Lists the versions, the latest first, without their schemas")
    public Map<String, List<PlanView>> versions() {
        return Map.of(
                "versions",
                plans.versions(partner()).stream().map(PlanView::brief).toList());
    }

    @GET
    @Path("tracking-plan/versions/{version}")
    @Operation(summary = "Shows a version")
    public PlanView version(@PathParam("version") String version) {
        return plans.versions(partner()).stream()
                .filter(known -> version.equals(String.valueOf(known.getVersion())))
                .findFirst()
                .map(PlanView::of)
                .orElseThrow(() -> none("The plan has no version of this number."));
    }

    @POST
    @Path("tracking-plan/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Tells what would become of messages, and keeps nothing of them",
            description =
                    "{\"batch\":[...]} as the door takes it; with the field plan, by that plan and not by the one that holds.")
    public Rehearsal.Result test(InputStream body) throws IOException {
        byte[] bytes = Requests.body(body, limits.maxBatchBytes());
        return rehearsal.of(caller.sender(), bytes);
    }

    private PartnerId partner() {
        return caller.sender().partner();
    }

    private static @Nullable Long based(JsonNode version) {
        if (version.isMissingNode() || version.isNull()) {
            return null;
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw Problem.of(400, "The field version must be the number of the version that you have seen.")
                    .toException();
        }
        return version.longValue();
    }

    private static jakarta.ws.rs.WebApplicationException none(String detail) {
        return Problem.of(404, detail).toException();
    }
}
