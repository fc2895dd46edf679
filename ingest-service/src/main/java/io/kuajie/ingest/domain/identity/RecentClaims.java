package io.kuajie.ingest.domain.identity;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which claims were delivered of late, so that a client that identifies its user on every page says it once an hour. A fixed
 * table of fingerprints: a forgotten claim is only said again.
 */
public final class RecentClaims {
    private static final long HOUR_MILLIS = 3_600_000;

    private final AtomicLongArray fingerprints;

    /** @param size of the table */
    public RecentClaims(int size) {
        fingerprints = new AtomicLongArray(size);
    }

    public boolean isKnown(Claim claim) {
        return fingerprints.get(slot(claim)) == fingerprint(claim);
    }

    /** Notes that the broker has the claim. */
    public void note(Claim claim) {
        fingerprints.set(slot(claim), fingerprint(claim));
    }

    private int slot(Claim claim) {
        return Math.floorMod(claim.key().hashCode(), fingerprints.length());
    }

    private static long fingerprint(Claim claim) {
        long said = ((long) claim.key().hashCode() << 32) | (claim.other().hashCode() & 0xffffffffL);
        return (said * 31 + claim.at() / HOUR_MILLIS) * 2 + (claim.holds() ? 1 : 0);
    }
}
