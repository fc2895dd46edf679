package io.kuajie.campaign.domain.campaign;

import java.util.List;

/** What became of a proposal. */
public sealed interface Checked {
    record Accepted(Terms terms) implements Checked {}

    /** @param faults at least one */
    record Rejected(List<Fault> faults) implements Checked {
        public Rejected {
            faults = List.copyOf(faults);
        }
    }
}
