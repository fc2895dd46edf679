package io.kuajie.ingest.domain.segment;

import java.util.Locale;
import java.util.Optional;

/** The calls of the Segment vocabulary that carry one message. */
public enum SegmentCall {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    /** The name on the wire, such as {@code track}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SegmentCall> fromWireName(String name) {
        for (SegmentCall call : values()) {
            if (call.wireName().equals(name)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }
}
