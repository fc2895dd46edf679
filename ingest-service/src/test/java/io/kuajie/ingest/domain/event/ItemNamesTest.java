package io.kuajie.ingest.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemNamesTest {
    private static final Sender ACADEMY = new Sender(new PartnerId("academy"), new Domain("course"));
    private final ItemNames names = new ItemNames(Map.of(new PartnerId("blossom"), new Domain("beauty")));

    @Test
    void item_ofAnotherPartner_isThatPartnersInItsIndustry() {
        assertThat(names.keyOf(ACADEMY, "blossom:lipstick")).isEqualTo("blossom:lipstick");
        assertThat(names.domainOf(ACADEMY, "blossom:lipstick")).isEqualTo(new Domain("beauty"));
    }

    @Test
    void item_withAColonButNoPartner_isTheSendersOwn() {
        assertThat(names.keyOf(ACADEMY, "sku:1")).isEqualTo("academy:sku:1");
        assertThat(names.keyOf(ACADEMY, "blossom:")).isEqualTo("academy:blossom:");
        assertThat(names.domainOf(ACADEMY, "sku:1")).isEqualTo(new Domain("course"));
    }
}
