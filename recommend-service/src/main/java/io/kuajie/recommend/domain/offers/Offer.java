package io.kuajie.recommend.domain.offers;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.items.Titles;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incentive of a running campaign; valid in {@code [startsAt, endsAt)}.
 *
 * @param issuer whose items it is for
 * @param host on whose storefront it is shown; null for any
 * @param items what it is for; all of the issuer's in the domain where empty
 * @param clusters whom it is for; everybody where empty
 * @param target a further condition; null for none
 */
public record Offer(
        String campaign,
        String kind,
        String title,
        Map<String, String> titles,
        PartnerId issuer,
        @Nullable PartnerId host,
        Domain domain,
        Set<ItemKey> items,
        Set<String> clusters,
        @Nullable Expression target,
        @Nullable Double percentOff,
        @Nullable Money amountOff,
        @Nullable Money minimumSpend,
        int priority,
        Instant startsAt,
        Instant endsAt) {
    public Offer {
        titles = Map.copyOf(titles);
        items = Set.copyOf(items);
        clusters = Set.copyOf(clusters);
    }

    /** The title in this language, else in the issuer's main language. */
    public String title(String locale) {
        return Titles.in(locale, titles, title);
    }

    boolean isShownBy(PartnerId storefront, Instant now) {
        return (host == null || host.equals(storefront)) && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }
}
