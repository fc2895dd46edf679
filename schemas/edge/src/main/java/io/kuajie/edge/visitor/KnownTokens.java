package io.kuajie.edge.visitor;

import io.kuajie.kernel.PartnerId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found valid, by their SHA-256, so that the requests of one visit pay for one signature. Each digest has one place
 * of a fixed number; what comes to a place that is taken replaces what was there. No locks, no more memory than the places.
 */
final class KnownTokens {
    private static final int PLACES = 1 << 14;

    private record Known(byte[] digest, PartnerId issuer, UserTokenKey key, Visitor visitor, long until) {}

    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

    /** Whom the token names; null where it is not known to be valid for this issuer and key. @param now milliseconds since the epoch */
    @Nullable
    Visitor find(byte[] digest, PartnerId issuer, UserTokenKey key, long now) {
        Known known = places.get(place(digest));
        return known != null
                        && MessageDigest.isEqual(known.digest, digest)
                        && known.key.equals(key)
                        && known.issuer.equals(issuer)
                        && now < known.until
                ? known.visitor
                : null;
    }

    /** @param until milliseconds since the epoch, from when the token is no longer valid */
    void keep(byte[] digest, PartnerId issuer, UserTokenKey key, Visitor visitor, long until) {
        places.set(place(digest), new Known(digest, issuer, key, visitor, until));
    }

    private static int place(byte[] digest) {
        return ByteBuffer.wrap(digest).getInt() & (PLACES - 1);
    }
}
