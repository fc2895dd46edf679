package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message's context over that of its batch: what the message does not say, the batch says. Messages that follow each other mostly
 * have the same context, byte by byte, so what is read of one is kept for the next.
 *
 * @param client as far as the context tells it
 * @param origin of a message that came as the body of a request, before the person's ids are scrubbed
 */
record MessageContext(ContextTexts texts, Client client, Origin origin) {
    private static final Name CONTEXT = Name.of("context");
    private static final Function<Json, MessageContext> READ = context -> of(ContextTexts.of(context));
    /** Another one, so that what is kept of batches' contexts is not given up for that of their messages'. */
    private static final Function<Json, MessageContext> READ_OUTER = context -> of(ContextTexts.of(context));

    static MessageContext of(Message message) {
        Json own = message.body().get(CONTEXT);
        Json outer = message.outerContext();
        if (outer.isMissing()) {
            return own.made(READ);
        }
        MessageContext ofBatch = outer.made(READ_OUTER);
        return own.isMissing() ? ofBatch : of(own.made(READ).texts.over(ofBatch.texts));
    }

    private static MessageContext of(ContextTexts texts) {
        return new MessageContext(texts, texts.client(), Origin.http(texts.library()));
    }

    /** The name of the library that sent the message. @param ids the person's, which are scrubbed; so below */
    @Nullable
    String library(Set<String> ids) {
        return scrubbed(texts.library(), ids);
    }

    /** How a message came that came as the body of a request; mostly the same object for all that have the same context. */
    Origin origin(Set<String> ids) {
        String library = library(ids);
        return Objects.equals(library, origin.id()) ? origin : Origin.http(library);
    }

    /** The recommendation that the message answers. */
    @Nullable
    String requestId(Set<String> ids) {
        return scrubbed(texts.requestId(), ids);
    }

    /** The campaign that led to it, by its id or else its name. */
    @Nullable
    String campaign(Set<String> ids) {
        return scrubbed(texts.campaignId() == null ? texts.campaignName() : texts.campaignId(), ids);
    }

    /** The client, where the event itself says what its place was. */
    Client client(@Nullable String place) {
        return place == null
                ? client
                : new Client(client.locale(), client.timezone(), client.device(), Scrubber.text(place, Set.of()));
    }

    private static @Nullable String scrubbed(@Nullable String text, Set<String> ids) {
        return text == null ? null : Scrubber.text(text, ids);
    }
}
