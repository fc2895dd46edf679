package io.kuajie.recommend.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import org.jspecify.annotations.Nullable;

/**
 * An item as lists show it to anybody in one locale.
 *
 * @param json the same as an object's beginning, up to the score that comes next; not to be written to
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
        byte[] json) {
    private static final int USUAL_BYTES = 256;

    static ItemView of(ItemNode node, String locale) {
        Item entry = node.item();
        String domain = node.domain() == null ? null : node.domain().value();
        return entry == null
                ? of(node.key().toString(), domain, null, null, null, null)
                : of(node.key().toString(), domain, entry.title(locale), entry.price(), entry.image(), entry.link());
    }

    static ItemView of(
            String item,
            @Nullable String domain,
            @Nullable String title,
            @Nullable Money price,
            @Nullable String image,
            @Nullable String link) {
        JsonBytes fields = new JsonBytes(USUAL_BYTES).ascii("{\"item\":").text(item);
        optional("domain", domain, fields);
        optional("title", title, fields);
        if (price != null) {
            fields.ascii(",\"price\":{\"minorUnits\":").number(price.minorUnits());
            fields.ascii(",\"currency\":").text(price.currency()).ascii("}");
        }
        optional("image", image, fields);
        optional("link", link, fields);
        byte[] json = fields.ascii(",\"score\":").copy();
        return new ItemView(item, domain, title, price, image, link, json);
    }

    private static void optional(String name, @Nullable String value, JsonBytes out) {
        if (value != null) {
            out.ascii(",\"").ascii(name).ascii("\":").text(value);
        }
    }
}
