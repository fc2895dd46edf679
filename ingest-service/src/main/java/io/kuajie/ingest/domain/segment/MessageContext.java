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

    /** The value of {@code context.field}; missing where it has no text. */
    Json value(Name field) {
        Json inner = own.withText(field);
        return inner.isMissing() ? outer.withText(field) : inner;
    }

    /** The value of {@code context.object.field}; missing where it has no text. */
    Json value(Name object, Name field) {
        Json inner = own.get(object).withText(field);
        return inner.isMissing() ? outer.get(object).withText(field) : inner;
    }

    /** The text of {@code context.object.field}. */
    @Nullable
    String text(Name object, Name field) {
        return value(object, field).text();
    }

    /** The client, as far as that identifies nobody. @param place what the event itself says of the place */
    Client client(@Nullable String place) {
        return new Client(
                Scrubber.textOf(value(LOCALE), Set.of()),
                Scrubber.textOf(value(TIMEZONE), Set.of()),
                DeviceClass.of(value(USER_AGENT).text(), text(DEVICE, TYPE)),
                surface(place));
    }

    private @Nullable String surface(@Nullable String place) {
        if (place != null) {
            return Scrubber.text(place, Set.of());
        }
        Json screen = value(SCREEN, NAME);
        if (!screen.isMissing()) {
            return Scrubber.textOf(screen, Set.of());
        }
        String path = text(PAGE, PATH);
        return path == null ? null : Scrubber.path(path);
    }
}
