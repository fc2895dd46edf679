package io.kuajie.ingest.domain.agreements;

import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agreement says.
 *
 * @param validUntil from when it no longer holds; null for until it is ended
 */
public record Terms(
        Set<DataUse> uses,
        DataPurpose purpose,
        Instant validFrom,
        @Nullable Instant validUntil) {
    public Terms {
        uses = Set.copyOf(uses);
    }
}
