package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.imports.Line;
import io.kuajie.ingest.domain.imports.PullOrder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items of a partner's pages as lines. At most two pages are in memory: the one being handed out is asked for after the one
 * before it has been, and the ledger is written between pages only, with the next page's cursor.
 */
final class PullFeed implements LineFeed.Source {
    private static final int MOST_ITEMS = 20_000;
    private static final int LONGEST_CURSOR = 4096;

    private final PullOrder order;
    private final PageFetch fetch;
    private final int maxLineBytes;
    private @Nullable String cursor;
    private long number;

    /** @param cursor of the first page to fetch; null for the order's own @param lines done before */
    PullFeed(PullOrder order, PageFetch fetch, @Nullable String cursor, long lines, int maxLineBytes) {
        this.order = order;
        this.fetch = fetch;
        this.cursor = cursor;
        this.number = lines;
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public void readAll(LineFeed.Taker taker) throws IOException, InterruptedException {
        while (true) {
            JsonNode page = fetch.page(address());
            JsonNode items = order.items().isEmpty() ? page : at(page, order.items());
            if (!items.isArray() || items.size() > MOST_ITEMS) {
                throw new PullEndedException(
                        "A page must hold an array of at most %d items at '%s'.".formatted(MOST_ITEMS, order.items()));
            }
            for (JsonNode item : items) {
                taker.take(new LineFeed.Next.One(line(item)));
            }
            String next = next(page);
            if (next != null && next.equals(cursor)) {
                throw new PullEndedException("A page names itself as the next one.");
            }
            taker.take(new LineFeed.Next.Mark(next == null ? cursor : next));
            if (next == null) {
                return;
            }
            cursor = next;
        }
    }

    private URI address() throws PullEndedException {
        if (cursor == null) {
            return order.url();
        }
        try {
            if (order.cursorParameter() == null) {
                return order.url().resolve(cursor);
            }
            String first = order.url().toString();
            return URI.create("%s%s%s=%s"
                    .formatted(
                            first,
                            order.url().getRawQuery() == null ? "?" : "&",
                            URLEncoder.encode(order.cursorParameter(), StandardCharsets.UTF_8),
                            URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new PullEndedException("The address of the next page has no form of an address.");
        }
    }

    private @Nullable String next(JsonNode page) throws PullEndedException {
        JsonNode found = order.cursorPath() == null ? null : at(page, order.cursorPath());
        if (found == null
                || !found.isValueNode()
                || found.isNull()
                || found.isBoolean()
                || found.asText().isBlank()) {
            return null;
        }
        if (found.asText().length() > LONGEST_CURSOR) {
            throw new PullEndedException("A cursor may have %d characters.".formatted(LONGEST_CURSOR));
        }
        return found.asText();
    }

    private Line line(JsonNode item) {
        byte[] bytes = item.toString().getBytes(StandardCharsets.UTF_8);
        boolean isTooLong = bytes.length > maxLineBytes;
        return new Line(++number, isTooLong ? Arrays.copyOf(bytes, maxLineBytes) : bytes, true, isTooLong);
    }

    private static JsonNode at(JsonNode page, String path) {
        JsonNode at = page;
        for (String step : path.split("\\.", -1)) {
            at = at.path(step);
        }
        return at;
    }
}
