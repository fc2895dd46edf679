package io.kuajie.ingest.app.door;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.Parsed;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The door for events in the Segment vocabulary. It answers 200 when the broker has acknowledged every event of the request; a bad
 * event in a batch goes to behavior.rejected and spoils nothing, because official clients drop a batch that is answered 4xx.
 */
@Path("/v1")
@Tag(name = "Events")
public class DoorResource {
    /** Official clients take any other body for a failure and send again. */
    private static final String SUCCESS = "{\"success\":true}";

    private final WriteKeys writeKeys;
    private final EnvelopeParser parser;
    private final SegmentMapper mapper;
    private final Delivery delivery;
    private final IngestMetrics metrics;
    private final Limits limits;
    private final Clock clock;

    DoorResource(
            WriteKeys writeKeys,
            EnvelopeParser parser,
            SegmentMapper mapper,
            Delivery delivery,
            IngestMetrics metrics,
            Limits limits,
            Clock clock) {
        this.writeKeys = writeKeys;
        this.parser = parser;
        this.mapper = mapper;
        this.delivery = delivery;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    @POST
    @Path("{call:identify|track|page|screen|group|alias}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Sends one message", description = "The write key stands in Authorization or in the body.")
    public Response single(
            @PathParam("call") String call, @HeaderParam("Authorization") @Nullable String key, InputStream body)
            throws IOException {
        byte[] bytes = Requests.body(body, limits.maxEventBytes());
        return accept(
                envelope(parser.single(bytes)), SegmentCall.fromWireName(call).orElseThrow(), key);
    }

    @POST
    @Path("{call:batch|import}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Sends a batch of messages", description = "A bad message is rejected alone.")
    public Response batch(@HeaderParam("Authorization") @Nullable String key, InputStream body) throws IOException {
        byte[] bytes = Requests.body(body, limits.maxBatchBytes());
        return accept(envelope(parser.batch(bytes)), null, key);
    }

    private Response accept(Envelope envelope, @Nullable SegmentCall call, @Nullable String key) {
        Sender sender = writeKeys.senderOf(key, envelope.writeKey());
        Arrival arrival = Arrival.live(clock.millis());
        List<Mapped> outcomes = new ArrayList<>(envelope.items().size());
        for (Envelope.Item item : envelope.items()) {
            Message message =
                    new Message(sender, call, item.body(), item.sizeBytes(), envelope.context(), envelope.sentAt());
            outcomes.addAll(mapper.map(message, arrival));
        }
        List<Outbound<?>> records = new ArrayList<>(outcomes.size());
        outcomes.forEach(outcome -> records.add(EventOutbound.of(outcome, arrival.receivedAt())));
        Receipt receipt = delivery.deliver(records);
        metrics.passedDoor(outcomes);
        return Response.ok(SUCCESS).header(Receipt.HEADER, receipt).build();
    }

    private static Envelope envelope(Parsed parsed) {
        return switch (parsed) {
            case Envelope envelope -> envelope;
            case Parsed.Malformed malformed -> throw problem(400, malformed.detail());
            case Parsed.TooMany tooMany ->
                throw problem(413, "A batch may hold %d messages; send more batches.".formatted(tooMany.limit()));
        };
    }

    private static WebApplicationException problem(int status, String detail) {
        return Problem.of(status, detail).toException();
    }
}
