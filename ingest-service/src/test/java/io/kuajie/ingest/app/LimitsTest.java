package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
    @Test
    void of_nothingConfigured_isAsDocumented() {
        // When
        Limits limits = limits(Map.of());
        // Then
        assertThat(limits)
                .isEqualTo(new Limits(
                        32_768,
                        512_000,
                        2_500,
                        20_000,
                        0.5,
                        67_108_864,
                        Duration.ofSeconds(10),
                        Duration.ofHours(24),
                        Currency.getInstance("CNY")));
        assertThat(limits.maxInFlightOfPartner()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "max-event-bytes,512000,512001",
        "max-batch-bytes,4194304,4194305",
        "max-batch-bytes,32768,32767",
        "max-batch-items,20000,20001",
        "max-in-flight,2500,2499",
        "partner-share,1,1.01",
        "partner-share,0.00005,0.00004",
        "max-body-bytes-in-flight,512000,511999",
        "dedup-window,1m,59s"
    })
    void of_settingAtItsBound_passesAndBeyondItIsNamed(String setting, String last, String beyond) {
        assertThat(limits(Map.of(setting, last))).isNotNull();
        assertThatThrownBy(() -> limits(Map.of(setting, beyond)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kuajie.ingest.");
    }

    private static Limits limits(Map<String, String> valueBySetting) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("kuajie.streams.state-dir", "unused")
                .withMapping(IngestSettings.class);
        valueBySetting.forEach((setting, value) -> builder.withDefaultValue("kuajie.ingest." + setting, value));
        return Limits.of(builder.build().getConfigMapping(IngestSettings.class).ingest());
    }
}
