package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.ingest.domain.segment.Envelope.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes request bodies apart. A batch is read in one pass that also measures each message, so nothing is written again to weigh it. */
public final class EnvelopeParser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int mostItems;

    public EnvelopeParser(int mostItems) {
        this.mostItems = mostItems;
    }

    /** A body that is one message. */
    public Parsed single(byte[] body) {
        return guarded(body, parser -> {
            JsonNode message = JSON.readTree(parser);
            if (!message.isObject()) {
                return new Parsed.Malformed("The body must be a JSON object.");
            }
            return new Envelope(List.of(new Item(message, body.length)), null, null, JsonText.of(message, "writeKey"));
        });
    }

    /** A body that is a batch. */
    public Parsed batch(byte[] body) {
        return guarded(body, this::readBatch);
    }

    private Parsed readBatch(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Parsed.Malformed("The body must be a JSON object with the field batch.");
        }
        ObjectNode around = JsonNodeFactory.instance.objectNode();
        List<Item> items = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (!field.equals("batch")) {
                around.set(field, JSON.readTree(parser));
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                items = readItems(parser);
                if (items.size() > mostItems) {
                    return new Parsed.TooMany(mostItems);
                }
            } else {
                return new Parsed.Malformed("The field batch must be an array of messages.");
            }
        }
        return items == null
                ? new Parsed.Malformed("The field batch is missing; it holds the array of messages.")
                : envelope(items, around);
    }

    private List<Item> readItems(JsonParser parser) throws IOException {
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY && items.size() <= mostItems) {
            long start = parser.currentTokenLocation().getByteOffset();
            JsonNode message = JSON.readTree(parser);
            items.add(new Item(message, (int) (parser.currentLocation().getByteOffset() - start)));
        }
        return items;
    }

    private static Envelope envelope(List<Item> items, ObjectNode around) {
        String key = JsonText.of(around, "writeKey");
        for (int i = 0; key == null && i < items.size(); i++) {
            key = JsonText.of(items.get(i).body(), "writeKey");
        }
        return new Envelope(items, around.get("context"), JsonText.of(around, "sentAt"), key);
    }

    private static Parsed guarded(byte[] body, Reading reading) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                return new Parsed.Malformed("The body is empty; send JSON.");
            }
            Parsed parsed = reading.read(parser);
            if (parsed instanceof Envelope && parser.nextToken() != null) {
                return new Parsed.Malformed("The body goes on after the JSON object.");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            return new Parsed.Malformed("The body is not valid JSON" + at(e.getLocation()) + ".");
        } catch (IOException e) {
            return new Parsed.Malformed("The body is not JSON in UTF-8.");
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    @FunctionalInterface
    private interface Reading {
        Parsed read(JsonParser parser) throws IOException;
    }
}
