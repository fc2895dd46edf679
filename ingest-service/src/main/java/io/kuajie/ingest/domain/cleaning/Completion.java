package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what an event leaves out and the catalogue knows of its item: the category, and of purchases, refunds and carts the amount,
 * by the list price. It comes after every decision, so whether an event passes never depends on the catalogue, which changes; what
 * is filled in does, and is marked by a flag. Whoever reads an event twice keeps what the first reading said.
 */
public final class Completion {
    /** The category is the catalogue's. */
    public static final String CATEGORY = "imputed-category";
    /** The amount is the list price times the quantity. */
    public static final String AMOUNT = "imputed-amount";

    /** Nothing is filled in. */
    public static final Completion NONE = new Completion(key -> null);

    private static final Set<String> PAID = Set.of(Action.BUY.name(), Action.REFUND.name(), Action.CART.name());

    /** What a catalogue says of an item. @param price of one piece */
    public record KnownItem(
            @Nullable String category, @Nullable Money price) {}

    /** A catalogue as it is at this moment. */
    @FunctionalInterface
    public interface Items {
        /** The item of this key, partner:id; null for one that is not known. */
        @Nullable
        KnownItem find(String key);
    }

    /** An event and what was filled in. @param flags of what was; empty where the event is as it came */
    public record Completed(RawEvent event, List<String> flags) {}

    private final Items items;

    public Completion(Items items) {
        this.items = items;
    }

    public Completed of(RawEvent event) {
        Details details = event.details();
        boolean lacksCategory = details.category() == null;
        boolean lacksAmount = details.amount() == null && PAID.contains(event.action());
        if (details.item() == null || !(lacksCategory || lacksAmount)) {
            return new Completed(event, List.of());
        }
        KnownItem known = items.find(details.item());
        if (known == null) {
            return new Completed(event, List.of());
        }
        String category = lacksCategory ? known.category() : null;
        Money amount = lacksAmount ? amount(known.price(), details.quantity(), event.action()) : null;
        return filled(event, category, amount);
    }

    private static Completed filled(RawEvent event, @Nullable String category, @Nullable Money amount) {
        List<String> flags = new ArrayList<>(2);
        Details details = event.details();
        if (category != null) {
            flags.add(CATEGORY);
            details = details.withCategory(category);
        }
        if (amount != null) {
            flags.add(AMOUNT);
            details = details.withAmount(amount);
        }
        return flags.isEmpty()
                ? new Completed(event, flags)
                : new Completed(event.with(event.name(), event.action(), details, event.client()), flags);
    }

    private static @Nullable Money amount(@Nullable Money price, double quantity, String action) {
        if (price == null) {
            return null;
        }
        BigDecimal total = BigDecimal.valueOf(price.minorUnits())
                .multiply(BigDecimal.valueOf(quantity))
                .setScale(0, RoundingMode.HALF_UP);
        if (total.precision() > 17) {
            return null;
        }
        long minorUnits = total.longValueExact();
        return new Money(action.equals(Action.REFUND.name()) ? -minorUnits : minorUnits, price.currency());
    }
}
