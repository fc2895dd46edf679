package io.kuajie.ingest.domain.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.cleaning.PlainText;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an item as partners send it. */
public final class CatalogForm {
    private static final int SHORT = 256;
    private static final int TITLE = 500;
    private static final int ADDRESS = 2048;
    private static final int TEXT = 20_000;

    private CatalogForm() {}

    /**
     * The item.
     *
     * @param id from the address; null where the item's own field tells
     * @param path where the item stands in the request
     */
    public static Form<CatalogEntry> parse(PartnerId partner, @Nullable String id, JsonNode item, String path) {
        FieldReader in = FieldReader.of(item, path);
        ItemKey key = key(partner, id == null ? in.requiredText("id", SHORT) : id, in);
        String kind = in.text("kind", SHORT);
        String title = in.requiredText("title", TITLE);
        var titles = in.textByName("titles", TITLE);
        String category = in.text("category", SHORT);
        var tags = in.texts("tags", SHORT);
        String brand = in.text("brand", SHORT);
        Money price = price(in.object("price"));
        Double margin = margin(in);
        Long stock = stock(in);
        String image = address(in, "image");
        String link = address(in, "link");
        String text = in.text("text", TEXT);
        var attributes = in.textByName("attributes", SHORT);
        return in.make(() -> new CatalogEntry(
                Objects.requireNonNull(key),
                kind == null ? "product" : kind,
                title,
                titles,
                category,
                tags,
                brand,
                price,
                margin,
                stock,
                image,
                link,
                text,
                attributes));
    }

    private static @Nullable ItemKey key(PartnerId partner, String id, FieldReader in) {
        try {
            return new ItemKey(partner, PlainText.composed(id));
        } catch (IllegalArgumentException e) {
            in.fault("id", "must be 1 to 256 characters without control characters");
            return null;
        }
    }

    private static @Nullable Money price(@Nullable FieldReader in) {
        if (in == null) {
            return null;
        }
        Long minorUnits = in.integer("minorUnits");
        if (minorUnits == null || minorUnits < 0) {
            in.fault("minorUnits", "must be a whole number of fen or cents, such as 12900, and not negative");
            return null;
        }
        try {
            return new Money(minorUnits, in.requiredText("currency", 3));
        } catch (IllegalArgumentException e) {
            in.fault("currency", "must be an ISO 4217 code, such as CNY");
            return null;
        }
    }

    private static @Nullable Double margin(FieldReader in) {
        Double margin = in.number("margin");
        if (margin != null && !(margin >= 0 && margin <= 1)) {
            in.fault("margin", "must be the share of the price that is left, from 0 to 1, such as 0.35");
        }
        return margin;
    }

    private static @Nullable Long stock(FieldReader in) {
        Long stock = in.integer("stock");
        if (stock != null && stock < 0) {
            in.fault("stock", "must not be negative");
        }
        return stock;
    }

    /** Pages show these addresses, so nothing but web addresses passes. */
    private static @Nullable String address(FieldReader in, String field) {
        String address = in.text(field, ADDRESS);
        if (address != null && !isWebAddress(address)) {
            in.fault(field, "must be an http or https address, or a path that starts with /");
        }
        return address;
    }

    private static boolean isWebAddress(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = uri.getScheme();
            return scheme == null ? address.startsWith("/") : scheme.equals("http") || scheme.equals("https");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
