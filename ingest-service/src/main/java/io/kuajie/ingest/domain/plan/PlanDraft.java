package io.kuajie.ingest.domain.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tracking plan as it is written down.
 *
 * @param onViolation what becomes of an event that breaks its schema
 * @param unplanned what becomes of an event that has none
 * @param schemaByEvent JSON Schemas of what events say in {@code properties}; of {@code identify} and {@code group} in {@code traits}
 */
public record PlanDraft(Reaction onViolation, Reaction unplanned, SortedMap<String, String> schemaByEvent) {
    /** No plan: everything passes. */
    public static final PlanDraft NONE = new PlanDraft(Reaction.PASS, Reaction.PASS, new TreeMap<>());

    public PlanDraft {
        schemaByEvent = Collections.unmodifiableSortedMap(new TreeMap<>(schemaByEvent));
    }
}
