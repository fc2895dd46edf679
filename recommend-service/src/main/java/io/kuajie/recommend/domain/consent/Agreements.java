package io.kuajie.recommend.domain.consent;

import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What partners agreed that others may do with what they know of people. Of two partners' agreements, each way on its own, the
 * highest version counts. Thread-safe; reading neither waits nor allocates.
 */
public final class Agreements {
    private record Terms(
            long version,
            byte uses,
            Instant validFrom,
            @Nullable Instant validUntil) {
        boolean holdAt(Instant now) {
            return !now.isBefore(validFrom) && (validUntil == null || now.isBefore(validUntil));
        }
    }

    private final boolean areAssumed;
    /** By the partner whose data it is, then by the partner who may use it; replaced as a whole. */
    private volatile Map<PartnerId, Map<PartnerId, Terms>> termsByTargetBySource = Map.of();

    /**
     * @param areAssumed whether partners between whom nothing was ever agreed are taken to have agreed to everything, as when files
     *     are replayed; what was agreed, ended or has expired always holds
     */
    public Agreements(boolean areAssumed) {
        this.areAssumed = areAssumed;
    }

    /**
     * Takes a version, unless a higher one is known.
     *
     * @param source whose data
     * @param target who may use it
     * @param uses none where the agreement is ended
     * @param validUntil the first moment it no longer holds; null for never
     */
    public synchronized void put(
            PartnerId source,
            PartnerId target,
            long version,
            Set<DataUse> uses,
            Instant validFrom,
            @Nullable Instant validUntil) {
        Map<PartnerId, Terms> termsByTarget = new HashMap<>(termsByTargetBySource.getOrDefault(source, Map.of()));
        Terms terms = new Terms(version, Uses.of(uses), validFrom, validUntil);
        termsByTarget.merge(target, terms, (known, said) -> known.version > said.version ? known : said);
        Map<PartnerId, Map<PartnerId, Terms>> next = new HashMap<>(termsByTargetBySource);
        next.put(source, Map.copyOf(termsByTarget));
        termsByTargetBySource = Map.copyOf(next);
    }

    /** Whether the target may use what the source knows in this way at this moment; a partner may do all with its own. */
    public boolean allows(PartnerId source, PartnerId target, DataUse use, Instant now) {
        return Uses.has(usesAt(source, target, now), use);
    }

    /** All uses that are allowed, as {@link Uses} writes them. */
    byte usesAt(PartnerId source, PartnerId target, Instant now) {
        if (source.equals(target)) {
            return Uses.ALL;
        }
        Map<PartnerId, Terms> termsByTarget = termsByTargetBySource.get(source);
        Terms terms = termsByTarget == null ? null : termsByTarget.get(target);
        if (terms == null) {
            return areAssumed ? Uses.ALL : Uses.NONE;
        }
        return terms.holdAt(now) ? terms.uses : Uses.NONE;
    }
}
