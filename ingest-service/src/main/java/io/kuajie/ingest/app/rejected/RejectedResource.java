package io.kuajie.ingest.app.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.app.door.Quotas;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A partner's rejected events: to look at, and to send again once corrected. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.REJECTED)
@RunOnVirtualThread
@Tag(name = "Rejected")
public class RejectedResource {
    private static final int MOST_SHOWN = 1000;

    private final RejectedLog log;
    private final CorrectionLog corrections;
    private final Reprocessing reprocessing;
    private final Quotas quotas;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    RejectedResource(
            RejectedLog log,
            CorrectionLog corrections,
            Reprocessing reprocessing,
            Quotas quotas,
            CurrentCaller caller,
            Limits limits,
            Clock clock) {
        this.log = log;
        this.corrections = corrections;
        this.reprocessing = reprocessing;
        this.quotas = quotas;
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    /** What was found. @param complete whether all that was rejected since then, and all that was corrected, was looked at */
    public record Found(List<RejectedView> rejected, boolean complete) {}

    @GET
    @Path("rejected")
    @Operation(summary = "Shows rejected events, the latest first")
    public Found search(
            @QueryParam("code") @Nullable String code,
            @QueryParam("messageId") @Nullable String messageId,
            @QueryParam("import") @Nullable String importName,
            @Parameter(description = "false leaves out what was corrected, true shows nothing else")
                    @QueryParam("corrected")
                    @Nullable
                    Boolean isCorrected,
            @QueryParam("since") @DefaultValue("PT1H") String since,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST_SHOWN) {
            throw Problem.of(400, "The limit (%d) must be 1 to %d.".formatted(limit, MOST_SHOWN))
                    .toException();
        }
        PartnerId partner = caller.sender().partner();
        var query = new RejectedLog.Query(partner, code, messageId, importName, isCorrected);
        return log.search(query, since(since), limit, corrections.readable(partner));
    }

    @POST
    @Path("rejected:reprocess")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Sends corrected events: {\"items\":[{\"position\":\"0@12\",\"message\":{...}}]}",
            description =
                    "Each event is corrected once: what was corrected before is named in unsent, and not sent. The message keeps the"
                            + " id and the person of the rejected one unless it names its own.")
    public Response reprocess(InputStream body) throws IOException {
        JsonNode items = Requests.json(body, limits.maxBatchBytes()).path("items");
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_SHOWN) {
            throw Problem.of(
                            400,
                            "Send {\"items\":[{\"position\":\"0@12\",\"message\":{...}}]}, 1 to %d of them."
                                    .formatted(MOST_SHOWN))
                    .toException();
        }
        Sender sender = caller.sender();
        quotas.take(sender.partner(), items.size());
        List<Reprocessing.Item> found = new ArrayList<>();
        for (JsonNode item : items) {
            RejectedView rejected = log.at(sender.partner(), position(item))
                    .orElseThrow(() -> Problem.of(404, "No event of this partner was rejected at this position.")
                            .toException());
            found.add(new Reprocessing.Item(
                    rejected,
                    item.path("message").toString(),
                    item.path("again").asBoolean()));
        }
        Reprocessing.Done done = reprocessing.correct(sender, found);
        quotas.owe(sender.partner(), items.size(), done.reprocessed().accepted());
        return Response.ok(done.reprocessed())
                .header(Receipt.HEADER, done.receipt())
                .build();
    }

    private static SourcePosition position(JsonNode item) {
        return SourcePosition.parse(item.path("position").asText());
    }

    private Instant since(String text) {
        try {
            return clock.instant().minus(Duration.parse(text));
        } catch (DateTimeException e) {
            return EventTime.parse(text).stream()
                    .mapToObj(Instant::ofEpochMilli)
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.of(400, "The parameter since must be a time, or a duration such as PT1H.")
                                    .toException());
        }
    }
}
