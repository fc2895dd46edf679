package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.Pseudonymizer;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an event was about from its properties, and what remains of them. */
final class DetailsReader {
    private static final String[] ITEM = {
        "product_id", "productId", "course_id", "courseId", "item_id", "itemId", "item", "sku"
    };
    private static final List<String> TYPED = List.of(
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
            "surface");

    private final Pseudonymizer pseudonymizer;
    private final Currency fallback;
    private final ItemNames items;

    DetailsReader(Pseudonymizer pseudonymizer, Currency fallback, ItemNames items) {
        this.pseudonymizer = pseudonymizer;
        this.fallback = fallback;
        this.items = items;
    }

    /** @param action what the event means; where something goes back, amounts are negative */
    Details read(
            PropertyReader in, Sender sender, MessageContext context, String event, String action, Set<String> ids) {
        String item = in.text(ITEM);
        String order = in.text("order_id", "orderId");
        double quantity = orElse(in.decimal(Reason.BAD_QUANTITY, "quantity"), 1);
        return new Details(
                item == null ? null : items.keyOf(sender, item),
                in.text("category", "category_id"),
                quantity,
                amount(in, item, quantity, action),
                in.decimal(Reason.BAD_RATING, "rating"),
                progress(in, event),
                millis(in.decimal(Reason.BAD_QUANTITY, "dwell_millis")),
                scrubbed(in.text("query"), ids),
                scrubbed(in.text("review_body", "text", "comment"), ids),
                requestId(in, context),
                order == null ? null : pseudonymizer.pseudonym(sender.partner(), Pseudonymizer.Kind.ORDER, order),
                campaign(in, context));
    }

    /** The industry that the event lies in. */
    Domain domain(PropertyReader in, Sender sender) {
        String item = in.text(ITEM);
        return item == null ? sender.domain() : items.domainOf(sender, item);
    }

    /** The properties that no field holds, scrubbed, as JSON; null where none is left. */
    static @Nullable String remaining(JsonNode properties, Set<String> ids) {
        if (!(Scrubber.json(properties, ids) instanceof ObjectNode rest)) {
            return null;
        }
        rest.remove(TYPED);
        rest.remove(List.of(ITEM));
        return rest.isEmpty() ? null : rest.toString();
    }

    private @Nullable Money amount(PropertyReader in, @Nullable String item, double quantity, String action) {
        boolean goesBack = action.equals(Action.REFUND.name());
        Money amount = item == null && goesBack
                ? in.money(1, fallback, "total", "revenue", "value")
                : in.money(quantity, fallback, "price");
        return amount != null && goesBack && amount.minorUnits() > 0 ? amount.times(-1) : amount;
    }

    private static @Nullable Double progress(PropertyReader in, String event) {
        Double stated = in.decimal(Reason.BAD_QUANTITY, "progress");
        return stated == null && Vocabulary.completesCourse(event) ? Double.valueOf(1) : stated;
    }

    private static @Nullable String requestId(PropertyReader in, MessageContext context) {
        String stated = in.text("request_id", "requestId");
        return stated != null ? stated : context.text("kuajie", "requestId");
    }

    private static @Nullable String campaign(PropertyReader in, MessageContext context) {
        String stated = in.text("campaign_id", "promotion_id");
        if (stated != null) {
            return stated;
        }
        String id = context.text("campaign", "id");
        return id != null ? id : context.text("campaign", "name");
    }

    private static @Nullable String scrubbed(@Nullable String text, Set<String> ids) {
        return text == null ? null : Scrubber.text(text, ids);
    }

    private static double orElse(@Nullable Double value, double fallback) {
        return value == null ? fallback : value;
    }

    private static @Nullable Long millis(@Nullable Double value) {
        return value == null ? null : Math.round(value);
    }
}
