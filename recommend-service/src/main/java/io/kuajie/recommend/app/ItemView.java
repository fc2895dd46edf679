package io.kuajie.recommend.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An item as lists show it to anybody in one locale.
 *
 * @param json the same as the first fields of an object, with a comma behind each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"item", "domain", "title", "price", "image", "link"})
@JsonIgnoreProperties("json")
public record ItemView(
        String item,
        @Nullable String domain,
        @Nullable String title,
        @Nullable Money price,
        @Nullable String image,
        @Nullable String link,
        SerializableString json) {
    private static final JsonFactory JSON = new JsonFactory();

    static ItemView of(ItemNode node, String locale) {
        Item entry = node.item();
        String domain = node.domain() == null ? null : node.domain().value();
        return entry == null
                ? of(node.name(), domain, null, null, null, null)
                : of(node.name(), domain, entry.title(locale), entry.price(), entry.image(), entry.link());
    }

    static ItemView of(
            String item,
            @Nullable String domain,
            @Nullable String title,
            @Nullable Money price,
            @Nullable String image,
            @Nullable String link) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("item", item);
            optional("domain", domain, out);
            optional("title", title, out);
            if (price != null) {
                out.writeObjectFieldStart("price");
                out.writeNumberField("minorUnits", price.minorUnits());
                out.writeStringField("currency", price.currency());
                out.writeEndObject();
            }
            optional("image", image, out);
            optional("link", link, out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String object = text.toString();
        SerializedString fields = new SerializedString(object.substring(1, object.length() - 1) + ",");
        return new ItemView(item, domain, title, price, image, link, fields);
    }

    private static void optional(String name, @Nullable String value, JsonGenerator out) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
