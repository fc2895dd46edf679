package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a list as JSON, field by field, since it is most of what the service sends. Offers, which few places have, are bound as usual. */
final class RecommendationSerializer extends JsonSerializer<RecommendationResponse> {
    @Override
    public void serialize(RecommendationResponse response, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        out.writeStartObject(response);
        out.writeStringField("requestId", response.requestId());
        out.writeArrayFieldStart("items");
        for (Entry entry : response.items()) {
            place(entry, out, provider);
        }
        out.writeEndArray();
        out.writeStringField("model", response.model());
        out.writeStringField("arm", response.arm());
        out.writeStringField("fallback", response.fallback());
        out.writeStringField("asOf", response.asOf());
        if (!response.leftOut().isEmpty()) {
            out.writeArrayFieldStart("leftOut");
            for (String part : response.leftOut()) {
                out.writeString(part);
            }
            out.writeEndArray();
        }
        out.writeNumberField("tookMicros", response.tookMicros());
        out.writeEndObject();
    }

    private static void place(Entry entry, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject(entry);
        out.writeStringField("item", entry.item());
        optional("domain", entry.domain(), out);
        out.writeNumberField("score", entry.score());
        optional("title", entry.title(), out);
        if (entry.price() != null) {
            price(entry.price(), out);
        }
        optional("image", entry.image(), out);
        optional("link", entry.link(), out);
        reason(entry.reason(), out);
        if (entry.offer() != null) {
            provider.defaultSerializeField("offer", entry.offer(), out);
        }
        out.writeEndObject();
    }

    private static void price(Money price, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("price");
        out.writeNumberField("minorUnits", price.minorUnits());
        out.writeStringField("currency", price.currency());
        out.writeEndObject();
    }

    private static void reason(Reason reason, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("reason");
        out.writeStringField("code", reason.code());
        optional("text", reason.text(), out);
        out.writeArrayFieldStart("because");
        for (String item : reason.because()) {
            out.writeString(item);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void optional(String name, @Nullable String value, JsonGenerator out) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
