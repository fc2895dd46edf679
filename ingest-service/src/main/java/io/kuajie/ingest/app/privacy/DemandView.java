package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.PrivacyDesk;
import io.kuajie.edge.StoreShard;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.ingest.domain.privacy.DemandForm;
import io.kuajie.topics.TopicCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A demand as the partner sees it.
 *
 * @param leaf the person's pseudonym at this partner
 * @param state received, in-progress or done
 * @param doneAt by service and store; those that are missing have not answered yet
 * @param missing services and stores that have not answered
 * @param expires of an erasure: by topic, when the last record from before the demand is off the disks; topics that delete by age only
 */
public record DemandView(
        String request,
        String kind,
        String leaf,
        Instant requestedAt,
        String state,
        Map<String, Instant> doneAt,
        List<String> missing,
        Map<String, Instant> expires) {
    /** Everybody who keeps something of people, by service and store. */
    static final List<String> PARTS = List.of(
            "ingest-service/identity",
            "profile-service/people",
            "recommend-service/people",
            "campaign-service/effects");

    static DemandView of(PrivacyRequest request, PrivacyDesk desk) {
        Map<String, Instant> doneAt = new TreeMap<>();
        desk.receiptsOf(request.getRequest()).forEach((part, receipt) -> doneAt.put(part, receipt.getDoneAt()));
        List<String> missing = PARTS.stream()
                .filter(part -> !hasAnswered(part, doneAt.keySet()))
                .toList();
        String state = missing.isEmpty() ? "done" : doneAt.isEmpty() ? "received" : "in-progress";
        return new DemandView(
                request.getRequest(),
                request.getKind(),
                request.getLeaves().getFirst(),
                request.getRequestedAt(),
                state,
                doneAt,
                missing,
                request.getKind().equals(DemandForm.Kind.ERASURE.wireName())
                        ? expiries(request.getRequestedAt())
                        : Map.of());
    }

    /** Whether it has answered, or each of its shards where it is spread over several. */
    static boolean hasAnswered(String part, Set<String> answered) {
        return answered.contains(part)
                || answered.stream()
                        .flatMap(name -> StoreShard.parse(name).stream())
                        .filter(shard -> shard.store().equals(part))
                        .anyMatch(shard -> shard.all().map(StoreShard::name).allMatch(answered::contains));
    }

    private static Map<String, Instant> expiries(Instant demandedAt) {
        Map<String, Instant> expires = new TreeMap<>();
        TopicCatalog.all().stream()
                // It names people by a hash alone, which tells whoever has the name who looked.
                .filter(topic -> !topic.equals(TopicCatalog.AUDIT_ACCESSES))
                .forEach(topic -> topic.expiryOf(demandedAt).ifPresent(at -> expires.put(topic.name(), at)));
        return expires;
    }

    boolean isDone() {
        return missing.isEmpty();
    }
}
