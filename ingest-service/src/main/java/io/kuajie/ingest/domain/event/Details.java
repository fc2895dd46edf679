package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the event was about.
 *
 * @param item item key, partner:id, not yet validated
 * @param category as the partner names it
 * @param quantity pieces
 * @param amount price times quantity; negative where something goes back
 * @param rating stars
 * @param progress share of a course completed
 * @param dwellMillis time spent
 * @param query search words
 * @param text of a review, scrubbed
 * @param requestId the recommendation this answers
 * @param orderId pseudonym of the partner's order number
 * @param campaign where the sender names one
 */
public record Details(
        @Nullable String item,
        @Nullable String category,
        double quantity,
        @Nullable Money amount,
        @Nullable Double rating,
        @Nullable Double progress,
        @Nullable Long dwellMillis,
        @Nullable String query,
        @Nullable String text,
        @Nullable String requestId,
        @Nullable String orderId,
        @Nullable String campaign) {
    /** About nothing in particular. */
    public static final Details NONE = new Details(null, null, 1, null, null, null, null, null, null, null, null, null);

    /** The same of another category. */
    public Details withCategory(String other) {
        return new Details(
                item,
                other,
                quantity,
                amount,
                rating,
                progress,
                dwellMillis,
                query,
                text,
                requestId,
                orderId,
                campaign);
    }

    /** The same for another amount. */
    public Details withAmount(Money other) {
        return new Details(
                item,
                category,
                quantity,
                other,
                rating,
                progress,
                dwellMillis,
                query,
                text,
                requestId,
                orderId,
                campaign);
    }
}
