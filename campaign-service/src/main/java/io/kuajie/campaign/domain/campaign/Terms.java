package io.kuajie.campaign.domain.campaign;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the two partners of a campaign agree on.
 *
 * @param issuer whose items the offer is for
 * @param host on whose storefront it is shown
 * @param items what it is for; all of the issuer's in the domain where empty
 * @param clusters labels it is meant for; everybody where empty
 * @param target a CEL expression over person, item and context that must hold; null for no further condition
 * @param minimumSpend basket value from which it holds; null for any
 * @param titles by BCP 47 tag, at least one
 * @param priority the highest of several fitting offers is shown
 */
public record Terms(
        String name,
        Kind kind,
        PartnerId issuer,
        PartnerId host,
        Domain domain,
        List<ItemKey> items,
        List<String> clusters,
        @Nullable String target,
        Discount discount,
        @Nullable Money minimumSpend,
        Map<String, String> titles,
        int priority,
        Period period) {
    private static final String MAIN_LANGUAGE = "zh-CN";

    public Terms {
        items = List.copyOf(items);
        clusters = List.copyOf(clusters);
        titles = Map.copyOf(titles);
        if (titles.isEmpty()) {
            throw new IllegalArgumentException("A campaign must have a title; give one by locale.");
        }
    }

    /** The partners that must agree. */
    public Set<PartnerId> parties() {
        return issuer.equals(host) ? Set.of(issuer) : Set.of(issuer, host);
    }

    public boolean isParty(PartnerId partner) {
        return issuer.equals(partner) || host.equals(partner);
    }

    /** The title for readers of whom no language is known. */
    public String mainTitle() {
        String main = titles.get(MAIN_LANGUAGE);
        return main != null
                ? main
                : titles.values().stream().sorted().findFirst().orElseThrow();
    }
}
