package io.kuajie.ingest.domain.imports;

import java.util.Map;

/**
 * One sending of an import's file, or of what was left of it. Lines that the sending before had sent, and not entered into the ledger, are
 * sent again; their events stand in behavior.raw between what the ledger knew and where the next sending began.
 *
 * @param beginByPartition where behavior.raw ended when the sending began
 * @param writtenByPartition the highest position of the import that was known by then
 */
public record Sending(Map<Integer, Long> beginByPartition, Map<Integer, Long> writtenByPartition) {
    public Sending {
        beginByPartition = Map.copyOf(beginByPartition);
        writtenByPartition = Map.copyOf(writtenByPartition);
    }
}
