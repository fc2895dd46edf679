package io.kuajie.ingest.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.Pseudonymizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MatchKeysTest {
    private final MatchKeys keys = new MatchKeys(new Pseudonymizer(new byte[32]), "CN");

    @ParameterizedTest
    @ValueSource(strings = {"li.hua@example.com", " Li.Hua@Example.COM ", "ｌｉ.hua@example.com"})
    void mail_writtenInManyWays_hasOneKey(String address) {
        assertThat(keys.ofMail(address))
                .isEqualTo(keys.ofMail("li.hua@example.com"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812345678", "+86 138 1234 5678", "0086-13812345678", "(138) 1234-5678"})
    void phone_writtenInManyWays_hasOneKey(String number) {
        assertThat(keys.ofPhone(number))
                .isEqualTo(keys.ofPhone("+8613812345678"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b", "12", "+", "99999999999999999999999999999999999999999999999"})
    void text_thatIsNeither_hasNoKey(String text) {
        assertThat(keys.ofMail(text)).isEmpty();
        assertThat(keys.ofPhone(text)).isEmpty();
    }

    @Test
    void key_holdsNothingOfWhatItIsMadeOf() {
        assertThat(keys.ofMail("li.hua@example.com").orElseThrow()).matches("#mail:[\\w-]{22}");
    }

    @Test
    void region_unknown_isRefusedWithAdvice() {
        assertThatThrownBy(() -> new MatchKeys(new Pseudonymizer(new byte[32]), "China"))
                .hasMessageContaining("such as CN");
    }
}
