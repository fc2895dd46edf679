package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a list as JSON, field by field, since it is most of what the service sends. Offers, which few places have, are bound as usual. */
final class RecommendationSerializer extends JsonSerializer<RecommendationResponse> {
    // Encoded once, as there are some two hundred in a list.
    private static final SerializableString REQUEST_ID = new SerializedString("requestId");
    private static final SerializableString ITEMS = new SerializedString("items");
    private static final SerializableString MODEL = new SerializedString("model");
    private static final SerializableString ARM = new SerializedString("arm");
    private static final SerializableString FALLBACK = new SerializedString("fallback");
    private static final SerializableString AS_OF = new SerializedString("asOf");
    private static final SerializableString LEFT_OUT = new SerializedString("leftOut");
    private static final SerializableString TOOK_MICROS = new SerializedString("tookMicros");
    private static final SerializableString SCORE = new SerializedString("score");
    private static final SerializableString REASON = new SerializedString("reason");
    private static final SerializableString CODE = new SerializedString("code");
    private static final SerializableString TEXT = new SerializedString("text");
    private static final SerializableString BECAUSE = new SerializedString("because");

    @Override
    public void serialize(RecommendationResponse response, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        out.writeStartObject(response);
        text(REQUEST_ID, response.requestId(), out);
        out.writeFieldName(ITEMS);
        out.writeStartArray();
        for (Entry entry : response.items()) {
            place(entry, out, provider);
        }
        out.writeEndArray();
        text(MODEL, response.model(), out);
        text(ARM, response.arm(), out);
        text(FALLBACK, response.fallback(), out);
        text(AS_OF, response.asOf(), out);
        if (!response.leftOut().isEmpty()) {
            out.writeFieldName(LEFT_OUT);
            out.writeStartArray();
            for (String part : response.leftOut()) {
                out.writeString(part);
            }
            out.writeEndArray();
        }
        out.writeFieldName(TOOK_MICROS);
        out.writeNumber(response.tookMicros());
        out.writeEndObject();
    }

    private static void place(Entry entry, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject(entry);
        out.writeRaw(entry.item().json());
        out.writeFieldName(SCORE);
        out.writeNumber(entry.score());
        reason(entry.reason(), out);
        if (entry.offer() != null) {
            provider.defaultSerializeField("offer", entry.offer(), out);
        }
        out.writeEndObject();
    }

    private static void reason(Reason reason, JsonGenerator out) throws IOException {
        out.writeFieldName(REASON);
        out.writeStartObject();
        text(CODE, reason.code(), out);
        optional(TEXT, reason.text(), out);
        out.writeFieldName(BECAUSE);
        out.writeStartArray();
        for (String item : reason.because()) {
            out.writeString(item);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void optional(SerializableString name, @Nullable String value, JsonGenerator out)
            throws IOException {
        if (value != null) {
            text(name, value, out);
        }
    }

    private static void text(SerializableString name, String value, JsonGenerator out) throws IOException {
        out.writeFieldName(name);
        out.writeString(value);
    }
}
