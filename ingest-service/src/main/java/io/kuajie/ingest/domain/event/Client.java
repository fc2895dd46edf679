package io.kuajie.ingest.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * Where the person was when it happened, as far as that identifies nobody.
 *
 * @param locale BCP 47 tag
 * @param timezone IANA zone
 * @param device desktop, mobile, tablet, server or bot
 * @param surface page or place in the storefront
 */
public record Client(
        @Nullable String locale,
        @Nullable String timezone,
        @Nullable String device,
        @Nullable String surface) {
    public static final Client UNKNOWN = new Client(null, null, null, null);
}
