package io.kuajie.ingest.app.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kuajie.events.TrackingPlanVersion;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of a tracking plan as it is shown. @param events the schemas, where they are shown */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
        long version,
        Instant changedAt,
        String onViolation,
        String unplanned,
        int eventCount,
        @Nullable Map<String, Schema> events) {
    /** A schema as it was sent. */
    public record Schema(
            @JsonRawValue @com.fasterxml.jackson.annotation.JsonValue
            String json) {}

    static PlanView of(TrackingPlanVersion version) {
        Map<String, Schema> events = version.getSchemas().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new Schema(entry.getValue()), (one, other) -> one, TreeMap::new));
        return of(version, events);
    }

    /** Without its schemas. */
    static PlanView brief(TrackingPlanVersion version) {
        return of(version, null);
    }

    private static PlanView of(TrackingPlanVersion version, @Nullable Map<String, Schema> events) {
        return new PlanView(
                version.getVersion(),
                version.getChangedAt(),
                version.getOnViolation(),
                version.getUnplanned(),
                version.getSchemas().size(),
                events);
    }
}
