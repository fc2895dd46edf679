package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP, in their three modes. The data is a message of the track shape; what it leaves out, the attributes say:
 * {@code type} the event's name, {@code subject} the user, {@code time} when it happened. {@code source} and {@code id} together are
 * the message id, as the specification makes them unique together. Data may be a JSON object in Base64.
 *
 * <p>What is no event of this version fails a request that holds nothing else; in a batch, it is rejected alone.
 */
public final class CloudEvents {
    private static final String KIND = "cloudevents";
    private static final Name ID = Name.of("id");
    private static final Name SOURCE = Name.of("source");
    private static final Name TYPE = Name.of("type");
    private static final Name SUBJECT = Name.of("subject");
    private static final Name TIME = Name.of("time");
    private static final Name DATA = Name.of("data");
    private static final Name DATA_BASE64 = Name.of("data_base64");
    private static final Name SPEC_VERSION = Name.of("specversion");

    private CloudEvents() {}

    /** How events stand in a request. */
    public enum Content {
        /** Attributes in headers, the data alone in the body. */
        BINARY,
        /** One event with its attributes in the body. */
        STRUCTURED,
        /** An array of such. */
        BATCH;

        /** As the content type tells. */
        public static Content of(@Nullable String contentType) {
            String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
            if (type.startsWith("application/cloudevents-batch+json")) {
                return BATCH;
            }
            return type.startsWith("application/cloudevents+json") ? STRUCTURED : BINARY;
        }
    }

    /** One event. @param data missing where there is none, which no mapper takes */
    public record Event(Json data, Message.Cover cover) {}

    /** What became of a body. */
    public sealed interface Read {
        record Events(List<Event> events) implements Read {}

        record Malformed(String detail) implements Read {}

        /** @param most events that a batch may hold */
        record TooMany(int most) implements Read {}
    }

    /** @param header gives a header's value by its name, or null */
    public static Read read(Content content, byte[] body, Function<String, @Nullable String> header, int mostEvents) {
        if (!(Json.read(body) instanceof Json.Read.Value(Json root))) {
            return new Read.Malformed("The body is not valid JSON; send events with data in JSON.");
        }
        return switch (content) {
            case BINARY -> binary(root, header);
            case STRUCTURED -> structured(root);
            case BATCH -> batch(root, mostEvents);
        };
    }

    private static Read binary(Json root, Function<String, @Nullable String> header) {
        String version = HeaderText.of(header.apply("ce-specversion"));
        if (version == null) {
            return new Read.Malformed("The header ce-specversion is missing; send 1.0, or another content type.");
        }
        if (!isKnown(version)) {
            return new Read.Malformed("The header ce-specversion names another version than 1.x; send events of 1.0.");
        }
        Message.Cover cover = cover(name -> HeaderText.of(header.apply("ce-" + name)));
        return new Read.Events(List.of(new Event(usable(root, cover), cover)));
    }

    private static Read structured(Json root) {
        if (!root.isObject()) {
            return new Read.Malformed("The body must be an object, as application/cloudevents+json has it.");
        }
        if (!isKnown(root.text(SPEC_VERSION))) {
            return new Read.Malformed("The field specversion names another version than 1.x; send events of 1.0.");
        }
        Json data = data(root);
        return data == null
                ? new Read.Malformed("The field data_base64 is not a JSON object in Base64; send the message in data.")
                : new Read.Events(List.of(event(root, data)));
    }

    private static Read batch(Json root, int mostEvents) {
        if (!root.isArray()) {
            return new Read.Malformed("The body must be an array, as application/cloudevents-batch+json has it.");
        }
        if (root.count(mostEvents) > mostEvents) {
            return new Read.TooMany(mostEvents);
        }
        List<Event> events = new ArrayList<>();
        for (Json element : root.elements()) {
            Json data = isKnown(element.text(SPEC_VERSION)) ? data(element) : null;
            events.add(event(element, data == null ? Json.MISSING : data));
        }
        return new Read.Events(events);
    }

    /** Senders that say no version have always been taken. */
    private static boolean isKnown(@Nullable String version) {
        return version == null || version.startsWith("1.");
    }

    /** The message; missing where the event has none, null where that is no object in Base64. */
    private static @Nullable Json data(Json event) {
        Json plain = event.get(DATA);
        String encoded = plain.isPresent() ? null : event.ownText(DATA_BASE64);
        if (encoded == null) {
            return plain;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return Json.read(decoded) instanceof Json.Read.Value(Json root) && root.isObject() ? root : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Event event(Json event, Json data) {
        Message.Cover cover = cover(name -> switch (name) {
            case "id" -> event.text(ID);
            case "source" -> event.text(SOURCE);
            case "type" -> event.text(TYPE);
            case "subject" -> event.text(SUBJECT);
            default -> event.text(TIME);
        });
        return new Event(usable(data, cover), cover);
    }

    /** An event without its required attributes is no event, whatever its data. */
    private static Json usable(Json data, Message.Cover cover) {
        return cover.messageId() == null || cover.event() == null ? Json.MISSING : data;
    }

    private static Message.Cover cover(Function<String, @Nullable String> attribute) {
        String id = attribute.apply("id");
        String source = attribute.apply("source");
        return new Message.Cover(
                KIND,
                null,
                null,
                id == null || source == null ? null : source + "#" + id,
                attribute.apply("subject"),
                attribute.apply("type"),
                attribute.apply("time"));
    }
}
