package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    @Test
    void start_onDefaults_goesOn() {
        assertThatCode(() -> check("train.every", "0s").start(new StartupEvent()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "explore.share, 1.5, 1.5",
        "rotation.most-shown, -1, -1",
        "rotation.within, 0s, PT0S",
        "floors.blossom, 1.2, 1.2",
        "requests-per-second, -2, -2",
        "requests-burst, 0, burst 0",
        "deadline, 0s, PT0S",
        "quality.window, 0s, PT0S",
        "shards, 0, 0 of 0",
        "shard, 1, 1 of 1",
        "shards, 2, none",
        "objective, profit, profit",
        "explore.method, guess, guess",
        "margins.beauty, 35, 35",
        "value.currency, yuan, yuan",
        "value.redemption, -1, -1",
        "pins.beauty, brush, brush",
        "pins.no domain!, blossom:brush, no domain!",
        "pins.beauty, 'a:1,a:2,a:3,a:4,a:5,a:6,a:7,a:8,a:9,a:10,a:11', 11"
    })
    void start_onSettingOutOfRange_endsAndNamesTheValue(String key, String value, String named) {
        assertThatThrownBy(() -> check(key, value).start(new StartupEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static SettingsCheck check(String key, String value) {
        return new SettingsCheck(new SmallRyeConfigBuilder()
                .withMapping(RecommendSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("kuajie.recommend." + key, value)
                .build()
                .getConfigMapping(RecommendSettings.class));
    }
}
