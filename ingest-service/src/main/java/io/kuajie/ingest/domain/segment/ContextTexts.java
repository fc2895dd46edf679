package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is read of a context: texts, of which those that an event keeps of its client are scrubbed, and the others not yet. */
record ContextTexts(
        @Nullable String locale,
        @Nullable String timezone,
        @Nullable String userAgent,
        @Nullable String deviceType,
        @Nullable String screen,
        @Nullable String path,
        @Nullable String library,
        @Nullable String requestId,
        @Nullable String campaignId,
        @Nullable String campaignName) {
    private static final Name LOCALE = Name.of("locale");
    private static final Name TIMEZONE = Name.of("timezone");
    private static final Name USER_AGENT = Name.of("userAgent");
    private static final Name DEVICE = Name.of("device");
    private static final Name TYPE = Name.of("type");
    private static final Name SCREEN = Name.of("screen");
    private static final Name NAME = Name.of("name");
    private static final Name PAGE = Name.of("page");
    private static final Name PATH = Name.of("path");
    private static final Name LIBRARY = Name.of("library");
    private static final Name KUAJIE = Name.of("kuajie");
    private static final Name REQUEST_ID = Name.of("requestId");
    private static final Name CAMPAIGN = Name.of("campaign");
    private static final Name ID = Name.of("id");

    static ContextTexts of(Json context) {
        String path = context.get(PAGE).text(PATH);
        Json campaign = context.get(CAMPAIGN);
        return new ContextTexts(
                Scrubber.textOf(context.withText(LOCALE), Set.of()),
                Scrubber.textOf(context.withText(TIMEZONE), Set.of()),
                context.text(USER_AGENT),
                context.get(DEVICE).text(TYPE),
                Scrubber.textOf(context.get(SCREEN).withText(NAME), Set.of()),
                path == null ? null : Scrubber.path(path),
                context.get(LIBRARY).text(NAME),
                context.get(KUAJIE).text(REQUEST_ID),
                campaign.text(ID),
                campaign.text(NAME));
    }

    /** The same with what it does not say from another. */
    ContextTexts over(ContextTexts outer) {
        return new ContextTexts(
                first(locale, outer.locale),
                first(timezone, outer.timezone),
                first(userAgent, outer.userAgent),
                first(deviceType, outer.deviceType),
                first(screen, outer.screen),
                first(path, outer.path),
                first(library, outer.library),
                first(requestId, outer.requestId),
                first(campaignId, outer.campaignId),
                first(campaignName, outer.campaignName));
    }

    /** The client, as far as that identifies nobody. */
    Client client() {
        return new Client(locale, timezone, DeviceClass.of(userAgent, deviceType), first(screen, path));
    }

    private static @Nullable String first(@Nullable String inner, @Nullable String outer) {
        return inner == null ? outer : inner;
    }
}
