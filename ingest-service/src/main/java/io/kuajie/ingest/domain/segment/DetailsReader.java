package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.NameSet;
import io.kuajie.ingest.domain.json.Names;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.Pseudonymizer;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an event was about from its properties, and what remains of them. */
final class DetailsReader {
    private static final Names ITEM =
            Names.of("product_id", "productId", "course_id", "courseId", "item_id", "itemId", "item", "sku");
    private static final Names ORDER = Names.of("order_id", "orderId");
    private static final Names CATEGORY = Names.of("category", "category_id");
    private static final Names QUANTITY = Names.of("quantity");
    private static final Names RATING = Names.of("rating");
    private static final Names PROGRESS = Names.of("progress");
    private static final Names DWELL = Names.of("dwell_millis");
    private static final Names QUERY = Names.of("query");
    private static final Names TEXT = Names.of("review_body", "text", "comment");
    private static final Names REQUEST = Names.of("request_id", "requestId");
    private static final Names CAMPAIGN = Names.of("campaign_id", "promotion_id", "coupon_id");
    private static final Names TOTAL = Names.of("total", "revenue", "value");
    private static final Names PRICE = Names.of("price");
    private static final NameSet TYPED = NameSet.of(
            "product_id",
            "productId",
            "course_id",
            "courseId",
            "item_id",
            "itemId",
            "item",
            "sku",
            "products",
            "category",
            "category_id",
            "quantity",
            "price",
            "currency",
            "rating",
            "progress",
            "dwell_millis",
            "query",
            "review_body",
            "text",
            "comment",
            "request_id",
            "requestId",
            "order_id",
            "orderId",
            "campaign_id",
            "promotion_id",
            "coupon_id",
            "surface");

    private final Pseudonymizer pseudonymizer;
    private final Currency fallback;
    private final ItemNames items;

    DetailsReader(Pseudonymizer pseudonymizer, Currency fallback, ItemNames items) {
        this.pseudonymizer = pseudonymizer;
        this.fallback = fallback;
        this.items = items;
    }

    /** What the sender calls the item; null where none is named. */
    static @Nullable String item(PropertyReader in) {
        return in.ownText(ITEM);
    }

    /** @param item as the sender calls it; action what the event means: where something goes back, amounts are negative */
    Details read(
            PropertyReader in,
            @Nullable String item,
            Sender sender,
            MessageContext context,
            Vocabulary.Meaning event,
            String action,
            Set<String> ids) {
        String order = in.text(ORDER);
        double quantity = orElse(in.decimal(Reason.BAD_QUANTITY, QUANTITY), 1);
        return new Details(
                item == null ? null : items.keyOf(sender, item),
                Scrubber.textOf(in.value(CATEGORY), ids),
                quantity,
                amount(in, item, quantity, action),
                in.decimal(Reason.BAD_RATING, RATING),
                progress(in, event),
                millis(in.decimal(Reason.BAD_QUANTITY, DWELL)),
                Scrubber.textOf(in.value(QUERY), ids),
                Scrubber.textOf(in.value(TEXT), ids),
                requestId(in, context, ids),
                order == null ? null : pseudonymizer.pseudonym(sender.partner(), Pseudonymizer.Kind.ORDER, order),
                campaign(in, context, ids));
    }

    /** The industry that an event about this item lies in. */
    Domain domain(@Nullable String item, Sender sender) {
        return item == null ? sender.domain() : items.domainOf(sender, item);
    }

    /** The properties that no field holds, scrubbed, as JSON; null where none is left. */
    static @Nullable String remaining(Json properties, Set<String> ids) {
        return Scrubber.object(properties, ids, TYPED);
    }

    private @Nullable Money amount(PropertyReader in, @Nullable String item, double quantity, String action) {
        boolean goesBack = action.equals(Action.REFUND.name());
        Money amount = item == null && goesBack ? in.money(1, fallback, TOTAL) : in.money(quantity, fallback, PRICE);
        return amount != null && goesBack && amount.minorUnits() > 0 ? amount.times(-1) : amount;
    }

    private static @Nullable Double progress(PropertyReader in, Vocabulary.Meaning event) {
        Double stated = in.decimal(Reason.BAD_QUANTITY, PROGRESS);
        return stated == null && event.completesCourse() ? Double.valueOf(1) : stated;
    }

    private static @Nullable String requestId(PropertyReader in, MessageContext context, Set<String> ids) {
        Json stated = in.value(REQUEST);
        return stated.isMissing() ? context.requestId(ids) : Scrubber.textOf(stated, ids);
    }

    private static @Nullable String campaign(PropertyReader in, MessageContext context, Set<String> ids) {
        Json stated = in.value(CAMPAIGN);
        return stated.isMissing() ? context.campaign(ids) : Scrubber.textOf(stated, ids);
    }

    private static double orElse(@Nullable Double value, double fallback) {
        return value == null ? fallback : value;
    }

    private static @Nullable Long millis(@Nullable Double value) {
        return value == null ? null : Math.round(value);
    }
}
