package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Price;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a line.
 *
 * @param fault the first that can't be read; null where all can
 */
record Figures(
        double quantity,
        @Nullable Double rating,
        @Nullable Money paid,
        @Nullable Reason fault) {
    static Figures of(Row row, Currency fallback) {
        Optional<BigDecimal> quantity = number(row, Column.QUANTITY);
        Optional<BigDecimal> rating = number(row, Column.RATING);
        Optional<BigDecimal> price = number(row, Column.PRICE);
        String code = row.text(Column.CURRENCY);
        Optional<Currency> currency = code == null ? Optional.of(fallback) : Price.currency(code);
        double pieces = quantity.map(BigDecimal::doubleValue).orElse(1.0);
        Optional<Money> paid = price.flatMap(p -> currency.flatMap(c -> Price.times(p, pieces, c)));
        return new Figures(
                pieces,
                rating.map(BigDecimal::doubleValue).orElse(null),
                paid.orElse(null),
                fault(row, quantity, rating, paid, currency));
    }

    /** What was paid; negative where something goes back. */
    @Nullable
    Money amount(String action) {
        return paid != null && action.equals(Action.REFUND.name()) && paid.minorUnits() > 0 ? paid.times(-1) : paid;
    }

    private static @Nullable Reason fault(
            Row row,
            Optional<BigDecimal> quantity,
            Optional<BigDecimal> rating,
            Optional<Money> paid,
            Optional<Currency> currency) {
        if (row.text(Column.QUANTITY) != null && quantity.isEmpty()) {
            return Reason.BAD_QUANTITY;
        }
        if (row.text(Column.RATING) != null && rating.isEmpty()) {
            return Reason.BAD_RATING;
        }
        if (currency.isEmpty()) {
            return Reason.BAD_CURRENCY;
        }
        return row.text(Column.PRICE) != null && paid.isEmpty() ? Reason.BAD_PRICE : null;
    }

    private static Optional<BigDecimal> number(Row row, Column column) {
        String text = row.text(column);
        try {
            return text == null ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
