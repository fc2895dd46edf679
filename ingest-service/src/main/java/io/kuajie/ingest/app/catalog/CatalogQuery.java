package io.kuajie.ingest.app.catalog;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.domain.catalog.SearchText;
import io.kuajie.kernel.PartnerId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the catalogue.
 *
 * @param partner whose items; null for all
 * @param terms all of which an item must hold
 * @param isAvailable whether items must be offered and in stock, or must not; null for either
 * @param after the last place of the page before; null for the first page
 */
record CatalogQuery(
        @Nullable PartnerId partner,
        List<String> terms,
        @Nullable String category,
        @Nullable String domain,
        @Nullable Boolean isAvailable,
        @Nullable Place after,
        int limit) {
    static final int MOST = 500;

    /** Where an item stands among those found: first those whose title or id holds the terms, then by key. */
    record Place(int rank, String key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return rank == other.rank ? key.compareTo(other.key) : Integer.compare(rank, other.rank);
        }

        /** As replies write it. */
        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((rank + ":" + key).getBytes(StandardCharsets.UTF_8));
        }

        /** @throws jakarta.ws.rs.WebApplicationException 400 if no reply wrote this */
        static Place parse(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                return new Place(Integer.parseInt(text.substring(0, 1)), text.substring(2));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.of(400, "The cursor must be the one that the page before named.")
                        .toException();
            }
        }
    }

    static CatalogQuery of(
            @Nullable PartnerId partner,
            @Nullable String text,
            @Nullable String category,
            @Nullable String domain,
            @Nullable Boolean isAvailable,
            @Nullable String cursor,
            int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.of(400, "The limit (%d) must be 1 to %d.".formatted(limit, MOST))
                    .toException();
        }
        Place after = cursor == null ? null : Place.parse(cursor);
        return new CatalogQuery(partner, SearchText.terms(text), category, domain, isAvailable, after, limit);
    }
}
