package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Price;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Names;
import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values from a message's properties and, within them, from one of its products, which comes first. What can't be read
 * is noted as a finding, the first of which holds.
 */
final class PropertyReader {
    private static final Names CURRENCY = Names.of("currency");

    private final Json product;
    private final Json properties;
    private @Nullable Finding finding;

    PropertyReader(Json properties, Json product) {
        this.properties = properties;
        this.product = product;
    }

    /** The first thing that could not be read. */
    @Nullable
    Finding finding() {
        return finding;
    }

    /** The text of the first of these names that has one; the product's before the message's. */
    @Nullable
    String text(Names names) {
        String own = product.isMissing() ? null : product.text(names);
        return own != null ? own : properties.text(names);
    }

    /** The same, where it is not expected to come again. */
    @Nullable
    String ownText(Names names) {
        String own = product.isMissing() ? null : product.ownText(names);
        return own != null ? own : properties.ownText(names);
    }

    /** The value of the first of these names that has a text, as above. */
    Json value(Names names) {
        Json own = product.isMissing() ? Json.MISSING : product.firstText(names);
        return own.isMissing() ? properties.firstText(names) : own;
    }

    @Nullable
    BigDecimal number(Reason reason, Names names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            note(Finding.of(reason, "Send %s as a number, such as 4.5.".formatted(names.first())));
            return null;
        }
    }

    @Nullable
    Double decimal(Reason reason, Names names) {
        Json value = value(names);
        if (value.isMissing()) {
            return null;
        }
        // As nearly all quantities and ratings are written.
        int digit = value.digit();
        if (digit >= 0) {
            return (double) digit;
        }
        BigDecimal number = number(reason, names);
        return number == null ? null : number.doubleValue();
    }

    /** Price times quantity. @param fallback the currency of prices that don't name theirs */
    @Nullable
    Money money(double quantity, Currency fallback, Names names) {
        String price = text(names);
        if (price == null) {
            return null;
        }
        Json code = value(CURRENCY);
        Currency currency = code.isMissing() || code.isString(fallback.getCurrencyCode())
                ? fallback
                : Price.currency(code.content()).orElse(null);
        Money common = currency == null ? null : Price.common(price, quantity, currency);
        return common != null ? common : money(number(Reason.BAD_PRICE, names), quantity, currency);
    }

    private @Nullable Money money(@Nullable BigDecimal price, double quantity, @Nullable Currency currency) {
        if (price == null) {
            return null;
        }
        if (currency == null) {
            note(Finding.of(Reason.BAD_CURRENCY, "Send one such as CNY."));
            return null;
        }
        Money money = Price.times(price, quantity, currency).orElse(null);
        if (money == null) {
            note(Finding.of(Reason.BAD_PRICE, "Check price and quantity."));
        }
        return money;
    }

    private void note(Finding found) {
        if (finding == null) {
            finding = found;
        }
    }
}
