package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.events.Consent;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.domain.privacy.ConsentForm;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.topics.TopicCatalog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people consent to. The user id stands in the body, never in the address. */
@Path("/v1/privacy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.CONSENTS)
@RunOnVirtualThread
@Tag(name = "Privacy")
public class ConsentResource {
    private final NamedLeaves leaves;
    private final Delivery delivery;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    ConsentResource(NamedLeaves leaves, Delivery delivery, CurrentCaller caller, Limits limits, Clock clock) {
        this.leaves = leaves;
        this.delivery = delivery;
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    /** What is on file now. @param leaf the person's pseudonym at this partner */
    public record Recorded(String leaf, Map<String, String> purposes) {}

    @POST
    @Path("consents")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Records what a person consents to, by purpose")
    public Recorded record(InputStream body) throws IOException {
        ConsentForm.Statement statement =
                Requests.valid(ConsentForm.parse(Requests.json(body, limits.maxEventBytes())));
        delivery.deliver(records(statement, clock.instant()));
        Map<String, String> statusByPurpose = new TreeMap<>();
        statement
                .statusByPurpose()
                .forEach((purpose, status) -> statusByPurpose.put(purpose.wireName(), status.name()));
        return new Recorded(leaf(caller.sender().partner(), statement).toString(), statusByPurpose);
    }

    @POST
    @Path("consents:batch")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Records what up to 1,000 people consent to, all or none")
    public Map<String, Integer> batch(InputStream body) throws IOException {
        List<ConsentForm.Statement> statements =
                Requests.valid(ConsentForm.parseAll(Requests.json(body, limits.maxBatchBytes())));
        Instant now = clock.instant();
        List<Outbound> records = new ArrayList<>();
        statements.forEach(statement -> records.addAll(records(statement, now)));
        delivery.deliver(records);
        return Map.of("accepted", statements.size());
    }

    private List<Outbound> records(ConsentForm.Statement statement, Instant now) {
        LeafKey leaf = leaf(caller.sender().partner(), statement);
        List<Outbound> records = new ArrayList<>();
        statement.statusByPurpose().forEach((purpose, status) -> {
            Consent consent = consent(leaf, purpose.wireName(), status.name(), statement, now);
            String key = leaf + "|" + purpose.wireName();
            records.add(delivery.outbound(TopicCatalog.PRIVACY_CONSENTS, key, consent, now.toEpochMilli()));
        });
        return records;
    }

    private LeafKey leaf(PartnerId partner, ConsentForm.Statement statement) {
        return leaves.present(partner, statement.userId(), statement.anonymousId());
    }

    private static Consent consent(
            LeafKey leaf, String purpose, String status, ConsentForm.Statement statement, Instant now) {
        Long expiresAt = statement.expiresAt();
        return Consent.newBuilder()
                .setLeaf(leaf.toString())
                .setPurpose(purpose)
                .setStatus(status)
                .setGivenAt(now)
                .setExpiresAt(expiresAt == null ? null : Instant.ofEpochMilli(expiresAt))
                .setPolicy(statement.policy())
                .build();
    }
}
