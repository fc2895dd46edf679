package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message's context over that of its batch: what the message does not say, the batch says. */
record MessageContext(Json own, Json outer) {
    private static final Name CONTEXT = Name.of("context");
    private static final Name LOCALE = Name.of("locale");
    private static final Name TIMEZONE = Name.of("timezone");
    private static final Name USER_AGENT = Name.of("userAgent");
    private static final Name DEVICE = Name.of("device");
    private static final Name TYPE = Name.of("type");
    private static final Name SCREEN = Name.of("screen");
    private static final Name NAME = Name.of("name");
    private static final Name PAGE = Name.of("page");
    private static final Name PATH = Name.of("path");

    static MessageContext of(Message message) {
        return new MessageContext(message.body().get(CONTEXT), message.outerContext());
    }

    /** The text of {@code context.field}. */
    @Nullable
    String text(Name field) {
        String inner = own.text(field);
        return inner != null ? inner : outer.text(field);
    }

    /** The text of {@code context.object.field}. */
    @Nullable
    String text(Name object, Name field) {
        String inner = own.get(object).text(field);
        return inner != null ? inner : outer.get(object).text(field);
    }

    /** The client, as far as that identifies nobody. @param place what the event itself says of the place */
    Client client(@Nullable String place) {
        return new Client(
                scrubbed(text(LOCALE)),
                scrubbed(text(TIMEZONE)),
                DeviceClass.of(text(USER_AGENT), text(DEVICE, TYPE)),
                surface(place));
    }

    private static @Nullable String scrubbed(@Nullable String text) {
        return text == null ? null : Scrubber.text(text, Set.of());
    }

    private @Nullable String surface(@Nullable String place) {
        if (place != null) {
            return Scrubber.text(place, Set.of());
        }
        String screen = text(SCREEN, NAME);
        if (screen != null) {
            return Scrubber.text(screen, Set.of());
        }
        String path = text(PAGE, PATH);
        return path == null ? null : Scrubber.path(path);
    }
}
