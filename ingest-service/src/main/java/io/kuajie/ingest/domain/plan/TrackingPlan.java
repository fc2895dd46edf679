package io.kuajie.ingest.domain.plan;

import io.kuajie.ingest.domain.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A partner's tracking plan, ready to hold events against. */
public final class TrackingPlan {
    private final PlanDraft draft;
    private final Map<String, EventSchema> schemaByEvent = new HashMap<>();

    /** @throws IllegalArgumentException if one of its schemas is none */
    public TrackingPlan(PlanDraft draft) {
        this.draft = draft;
        draft.schemaByEvent().forEach((event, schema) -> schemaByEvent.put(event, EventSchema.of(schema)));
    }

    /** @param event the event's name, or the call where it has none; described its properties, or traits */
    public Verdict verdict(String event, Json described) {
        EventSchema schema = schemaByEvent.get(event);
        if (schema == null) {
            return draft.unplanned() == Reaction.PASS
                    ? Verdict.FITS
                    : new Verdict.Differs(draft.unplanned(), "The plan has no such event.");
        }
        List<String> differences = schema.differences(described.toString());
        return differences.isEmpty()
                ? Verdict.FITS
                : new Verdict.Differs(draft.onViolation(), String.join("; ", differences) + ".");
    }
}
