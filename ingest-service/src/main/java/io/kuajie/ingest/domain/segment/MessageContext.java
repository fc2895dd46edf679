package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message's context over that of its batch: what the message does not say, the batch says. */
record MessageContext(JsonNode own, JsonNode outer) {
    static MessageContext of(JsonNode message, @Nullable JsonNode outer) {
        return new MessageContext(message.path("context"), outer == null ? MissingNode.getInstance() : outer);
    }

    /** The text of {@code context.field} or {@code context.object.field}. */
    @Nullable
    String text(String... path) {
        String inner = text(own, path);
        return inner != null ? inner : text(outer, path);
    }

    /** The client, as far as that identifies nobody. @param place what the event itself says of the place */
    Client client(@Nullable String place) {
        return new Client(
                text("locale"),
                text("timezone"),
                DeviceClass.of(text("userAgent"), text("device", "type")),
                surface(place));
    }

    private @Nullable String surface(@Nullable String place) {
        if (place != null) {
            return Scrubber.text(place, Set.of());
        }
        String screen = text("screen", "name");
        if (screen != null) {
            return Scrubber.text(screen, Set.of());
        }
        String path = text("page", "path");
        return path == null ? null : Scrubber.path(path);
    }

    private static @Nullable String text(JsonNode context, String... path) {
        JsonNode at = context;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.path(path[i]);
        }
        return JsonText.of(at, path[path.length - 1]);
    }
}
