package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.PrivacyDesk;
import io.kuajie.events.PrivacyRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A demand as the partner sees it.
 *
 * @param leaf the person's pseudonym at this partner
 * @param state received, in-progress or done
 * @param doneAt by service and store; those that are missing have not answered yet
 * @param missing services and stores that have not answered
 */
public record DemandView(
        String request,
        String kind,
        String leaf,
        Instant requestedAt,
        String state,
        Map<String, Instant> doneAt,
        List<String> missing) {
    /** Everybody who keeps something of people, by service and store. */
    static final List<String> PARTS = List.of(
            "ingest-service/identity",
            "profile-service/people",
            "recommend-service/people",
            "campaign-service/effects");

    static DemandView of(PrivacyRequest request, PrivacyDesk desk) {
        Map<String, Instant> doneAt = new TreeMap<>();
        desk.receiptsOf(request.getRequest()).forEach((part, receipt) -> doneAt.put(part, receipt.getDoneAt()));
        List<String> missing =
                PARTS.stream().filter(part -> !doneAt.containsKey(part)).toList();
        String state = missing.isEmpty() ? "done" : doneAt.isEmpty() ? "received" : "in-progress";
        return new DemandView(
                request.getRequest(),
                request.getKind(),
                request.getLeaves().getFirst(),
                request.getRequestedAt(),
                state,
                doneAt,
                missing);
    }

    boolean isDone() {
        return missing.isEmpty();
    }
}
