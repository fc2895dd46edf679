package io.kuajie.recommend.domain.offers;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.COURSE;
import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffersTest {
    private final Offers offers = new Offers();
    private final Town town = new Town(true);

    @BeforeEach
    void list() {
        town.list("blossom:serum", "精华液", "skin-care");
        town.list("blossom:brush", "化妆刷", "tools");
    }

    @Test
    void offer_ofRunningCampaign_fits() {
        offers.put(offer("spring", 0));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("spring");
    }

    @Test
    void offer_validity_includesStartAndExcludesEnd() {
        offers.put(offer("spring", 0));

        assertThat(fitting("blossom:serum", "", NOW.minusSeconds(60))).isEqualTo("spring");
        assertThat(fitting("blossom:serum", "", NOW.minusSeconds(61))).isEqualTo("none");
        assertThat(fitting("blossom:serum", "", NOW.plusSeconds(59))).isEqualTo("spring");
        assertThat(fitting("blossom:serum", "", NOW.plusSeconds(60))).isEqualTo("none");
    }

    @Test
    void offer_severalFit_highestPriorityWins() {
        offers.put(offer("a-low", 1));
        offers.put(offer("z-high", 5));
        offers.put(offer("b-high", 5));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("b-high");
    }

    @Test
    void offer_ofStoppedCampaign_isGone() {
        offers.put(offer("spring", 0));

        offers.remove("spring");

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
    }

    @Test
    void offer_anotherHost_isNotShown() {
        offers.put(offer("spring", BLOSSOM, BLOSSOM, BEAUTY, Set.of(), Set.of(), null));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
    }

    @Test
    void offer_anyHost_isShown() {
        offers.put(offer("spring", BLOSSOM, null, BEAUTY, Set.of(), Set.of(), null));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("spring");
    }

    @Test
    void offer_anotherIssuerOrDomain_doesNotFit() {
        offers.put(offer("one", ACADEMY, ACADEMY, BEAUTY, Set.of(), Set.of(), null));
        offers.put(offer("two", BLOSSOM, ACADEMY, COURSE, Set.of(), Set.of(), null));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
    }

    @Test
    void offer_forSomeItems_fitsThoseOnly() {
        offers.put(offer("spring", BLOSSOM, ACADEMY, BEAUTY, Set.of("blossom:brush"), Set.of(), null));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
        assertThat(fitting("blossom:brush", "", NOW)).isEqualTo("spring");
    }

    @Test
    void offer_forSomeClusters_fitsThosePeopleOnly() {
        offers.put(offer("spring", BLOSSOM, ACADEMY, BEAUTY, Set.of(), Set.of("c2"), null));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
        assertThat(fitting("blossom:serum", "c2", NOW)).isEqualTo("spring");
    }

    @Test
    void offer_withTarget_fitsWhereItHolds() {
        offers.put(offer("spring", BLOSSOM, ACADEMY, BEAUTY, Set.of(), Set.of(), "item.category == 'tools'"));

        assertThat(fitting("blossom:serum", "", NOW)).isEqualTo("none");
        assertThat(fitting("blossom:brush", "", NOW)).isEqualTo("spring");
    }

    private String fitting(String item, String cluster, Instant at) {
        ItemNode node = town.items.of(Town.key(item));
        Facts facts = new Facts(node, PersonFacts.NOBODY, Map.of());
        return offers.shownBy(ACADEMY, at).stream()
                .filter(offer -> Offers.isFor(offer, node, cluster) && Offers.isMeant(offer, () -> facts))
                .map(Offer::campaign)
                .findFirst()
                .orElse("none");
    }

    private static Offer offer(String campaign, int priority) {
        return offer(campaign, BLOSSOM, ACADEMY, BEAUTY, Set.of(), Set.of(), null, priority);
    }

    private static Offer offer(
            String campaign,
            PartnerId issuer,
            @Nullable PartnerId host,
            Domain domain,
            Set<String> items,
            Set<String> clusters,
            @Nullable String target) {
        return offer(campaign, issuer, host, domain, items, clusters, target, 0);
    }

    private static Offer offer(
            String campaign,
            PartnerId issuer,
            @Nullable PartnerId host,
            Domain domain,
            Set<String> items,
            Set<String> clusters,
            @Nullable String target,
            int priority) {
        return new Offer(
                campaign,
                "coupon",
                "优惠券",
                Map.of(),
                issuer,
                host,
                domain,
                items.stream().map(Town::key).collect(Collectors.toSet()),
                clusters,
                target == null ? null : Town.compiled(Use.TARGET, target),
                10.0,
                null,
                null,
                priority,
                NOW.minusSeconds(60),
                NOW.plusSeconds(60));
    }
}
