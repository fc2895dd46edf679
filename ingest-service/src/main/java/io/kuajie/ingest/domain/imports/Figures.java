package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Price;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.mapping.EventRule;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.mapping.Slot;
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
        @Nullable Double progress,
        @Nullable Money paid,
        @Nullable Reason fault) {
    static Figures of(EventRule rule, Fields fields, Currency fallback) {
        Reading reading = new Reading(rule, fields);
        double pieces = orElse(reading.number(Slot.QUANTITY, Reason.BAD_QUANTITY), 1);
        Double rating = boxed(reading.number(Slot.RATING, Reason.BAD_RATING));
        Double progress = boxed(reading.number(Slot.PROGRESS, Reason.BAD_QUANTITY));
        Currency currency = reading.currency(fallback);
        BigDecimal price = reading.number(Slot.PRICE, Reason.BAD_PRICE);
        Money paid = price == null ? null : reading.paid(price, pieces, currency);
        return new Figures(pieces, rating, progress, paid, reading.fault);
    }

    /** What was paid; negative where something goes back. */
    @Nullable
    Money amount(String action) {
        return paid != null && action.equals(Action.REFUND.name()) && paid.minorUnits() > 0 ? paid.times(-1) : paid;
    }

    private static double orElse(@Nullable BigDecimal number, double fallback) {
        return number == null ? fallback : number.doubleValue();
    }

    private static @Nullable Double boxed(@Nullable BigDecimal number) {
        return number == null ? null : number.doubleValue();
    }

    /** A line being read; the first fault holds. */
    private static final class Reading {
        private final EventRule rule;
        private final Fields fields;
        private @Nullable Reason fault;

        Reading(EventRule rule, Fields fields) {
            this.rule = rule;
            this.fields = fields;
        }

        @Nullable
        BigDecimal number(Slot slot, Reason reason) {
            String text = rule.text(slot, fields);
            try {
                return text == null ? null : new BigDecimal(text);
            } catch (NumberFormatException e) {
                note(reason);
                return null;
            }
        }

        Currency currency(Currency fallback) {
            String code = rule.text(Slot.CURRENCY, fields);
            Optional<Currency> stated = code == null ? Optional.of(fallback) : Price.currency(code);
            if (stated.isEmpty()) {
                note(Reason.BAD_CURRENCY);
            }
            return stated.orElse(fallback);
        }

        @Nullable
        Money paid(BigDecimal price, double pieces, Currency currency) {
            Optional<Money> money = Price.times(price, pieces, currency);
            if (money.isEmpty()) {
                note(Reason.BAD_PRICE);
            }
            return money.orElse(null);
        }

        private void note(Reason reason) {
            if (fault == null) {
                fault = reason;
            }
        }
    }
}
