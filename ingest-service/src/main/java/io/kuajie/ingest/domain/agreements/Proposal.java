package io.kuajie.ingest.domain.agreements;

import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be agreed.
 *
 * @param validFrom null for from now on
 * @param validUntil null for until it is ended
 * @param version the number that it is to have; null for whichever comes next
 */
public record Proposal(
        Set<DataUse> uses,
        DataPurpose purpose,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Long version) {
    public Proposal {
        uses = Set.copyOf(uses);
    }

    /** Whether this was agreed already, so that no other version is needed. */
    public boolean isSaidBy(Terms terms, Instant now) {
        boolean startsAlike = validFrom == null ? !terms.validFrom().isAfter(now) : validFrom.equals(terms.validFrom());
        return startsAlike
                && uses.equals(terms.uses())
                && purpose == terms.purpose()
                && Objects.equals(validUntil, terms.validUntil());
    }

    /** The terms of an agreement that is made now. */
    public Terms terms(Instant now) {
        return new Terms(uses, purpose, validFrom == null ? now : validFrom, validUntil);
    }
}
