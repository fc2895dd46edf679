package io.kuajie.recommend.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items as a storefront names them: {@code partner:id}, or one of its own by its bare id. */
record ItemNames(KeyRing partners) {
    /** @throws IllegalArgumentException for what no item can be called */
    ItemKey key(String text, PartnerId storefront) {
        int colon = text.indexOf(':');
        boolean namesPartner = colon > 0 && isPartner(text.substring(0, colon));
        return namesPartner ? ItemKey.parse(text) : new ItemKey(storefront, text);
    }

    /**
     * Blank names are as good as none.
     *
     * @param field of the request
     * @param texts null where the request has none
     * @throws jakarta.ws.rs.WebApplicationException with status 400 for more than the most, or a null
     * @throws IllegalArgumentException for what no item can be called
     */
    List<ItemKey> keys(String field, @Nullable List<String> texts, int most, PartnerId storefront) {
        if (texts == null || texts.isEmpty()) {
            return List.of();
        }
        if (texts.size() > most) {
            throw AskReader.field(field, "has %d entries and may have %d".formatted(texts.size(), most));
        }
        for (int i = 0; i < texts.size(); i++) {
            if (isMissing(texts.get(i))) {
                throw AskReader.field("%s[%d]".formatted(field, i), "is null and must be an item's id");
            }
        }
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> key(text, storefront))
                .toList();
    }

    /** JSON can hold nulls where the types can't say so. */
    private static boolean isMissing(@Nullable String text) {
        return text == null;
    }

    private boolean isPartner(String text) {
        try {
            return partners.domainOf(new PartnerId(text)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
