package io.kuajie.ingest.domain.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls of the Segment vocabulary that carry one message. */
public enum SegmentCall {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    private static final Map<String, SegmentCall> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SegmentCall::wireName, call -> call));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, such as {@code track}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<SegmentCall> fromWireName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
