package io.kuajie.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @Test
    void leafKey_readsWhatItWrites() {
        LeafKey leaf = new LeafKey(new PartnerId("shop"), "Zm9v_-x");

        assertThat(LeafKey.parse(leaf.toString())).isEqualTo(leaf);
        assertThat(PersonKey.of(leaf)).hasToString("shop:Zm9v_-x");
    }

    @Test
    void itemKey_keepsColonsInTheId() {
        ItemKey item = new ItemKey(new PartnerId("shop"), "sku:1:红");

        assertThat(ItemKey.parse(item.toString())).isEqualTo(item);
    }

    @Test
    void sourcePosition_readsWhatItWrites() {
        assertThat(SourcePosition.parse("3@12"))
                .isEqualTo(new SourcePosition(3, 12))
                .hasToString("3@12");
        assertThatThrownBy(() -> SourcePosition.parse("12")).hasMessageContaining("partition@offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "-ab", "x", "名字", "a23456789012345678901234567890123"})
    void partnerId_ofAnotherForm_isRefused(String name) {
        assertThatThrownBy(() -> new PartnerId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void message_showsForeignTextShortAndOnOneLine() {
        assertThatThrownBy(() -> new PartnerId("x\n".repeat(500)))
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(200);
    }

    @Test
    void money_addsOnlyItsOwnCurrency() {
        assertThat(new Money(1, "CNY").plus(new Money(2, "CNY"))).isEqualTo(new Money(3, "CNY"));
        assertThatThrownBy(() -> new Money(1, "CNY").plus(new Money(2, "USD"))).hasMessageContaining("CNY and USD");
        assertThatThrownBy(() -> new Money(1, "yuan")).hasMessageContaining("ISO 4217");
    }
}
