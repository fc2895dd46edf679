package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({"PT5M,5m", "PT1H,1h", "PT2H,2h", "P1D,24h", "PT30H,30h", "P7D,7d", "P30D,30d"})
    void window_ofWholeBuckets_isWrittenAsItIsConfigured(Duration length, String written) {
        assertThat(new Window(length)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,choose PT5M",
        "PT7M,choose PT5M",
        "PT90M,choose PT1H",
        "PT25H,choose PT24H",
        "PT180H,choose PT168H",
        "P31D,must not exceed PT720H"
    })
    void window_ofNoWholeBuckets_isRefusedWithAdvice(Duration length, String advice) {
        assertThatThrownBy(() -> new Window(length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void windows_tooManyOrUnordered_areRefused() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> Windows.of(List.of())).hasMessageContaining("1 to 4");
        assertThatThrownBy(() -> Windows.of(List.of(day, day))).hasMessageContaining("longer than the one before");
        assertThatThrownBy(() -> Windows.of(List.of(
                        day, day.multipliedBy(2), day.multipliedBy(3), day.multipliedBy(4), day.multipliedBy(5))))
                .hasMessageContaining("1 to 4");
    }
}
