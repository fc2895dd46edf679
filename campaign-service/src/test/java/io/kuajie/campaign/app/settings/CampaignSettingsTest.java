package io.kuajie.campaign.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignSettingsTest {
    @Test
    void settings_leftOut_haveTheirDefaults() {
        // When
        CampaignSettings settings = read(Map.of());

        // Then
        assertThat(settings.attributionWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.scheduleInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.profileService()).hasToString("http://localhost:8102");
        assertThat(settings.intake().batchRecords()).isEqualTo(1000);
        assertThat(settings.intake().longestPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.outbox().batchRecords()).isEqualTo(500);
        assertThat(settings.outbox().interval()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.outbox().deliveryTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settings_given_areRead() {
        assertThat(read(Map.of("kuajie.campaign.attribution-window", "P30D")).attributionWindow())
                .isEqualTo(Duration.ofDays(30));
    }

    private static CampaignSettings read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(CampaignSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(CampaignSettings.class);
    }
}
