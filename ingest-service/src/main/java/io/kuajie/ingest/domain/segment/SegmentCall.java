package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of the Segment vocabulary that carry one message. */
public enum SegmentCall {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    private static final Name TYPE = Name.of("type");
    private static final Map<String, SegmentCall> BY_NAME = new HashMap<>();

    static {
        for (SegmentCall call : values()) {
            BY_NAME.put(call.wireName(), call);
        }
    }

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, such as {@code track}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<SegmentCall> fromWireName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The call that a message's own type names; null where it names none. */
    static @Nullable SegmentCall statedBy(Json body) {
        Json type = body.get(TYPE);
        if (type.isString(TRACK.wireName)) {
            return TRACK;
        }
        String name = type.text();
        return name == null ? null : BY_NAME.get(name);
    }
}
