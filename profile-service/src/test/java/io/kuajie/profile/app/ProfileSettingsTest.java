package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.leaf.Windows;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileSettingsTest {
    @Test
    void settings_nothingGiven_haveTheirDefaults() {
        ProfileSettings settings = settings(Map.of());

        assertThat(settings.streams().stateDir()).endsWith("kuajie-streams");
        assertThat(settings.streams().threads()).isEqualTo(1);
        assertThat(settings.streams().commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.streams().linger()).isZero();
        assertThat(settings.streams().instanceId()).isEmpty();
        assertThat(settings.streams().applicationServer()).isEmpty();
        assertThat(settings.streams().standbys()).isEqualTo(1);
        assertThat(settings.streams().acceptableLag()).isEqualTo(10_000);
        assertThat(settings.streams().rewriteAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.streams().rocksdbMemory()).isEqualTo(128L << 20);
        assertThat(settings.streams().generation()).isEqualTo(1);
        assertThat(settings.streams().partitions()).isEmpty();
        assertThat(settings.streams().carryOverRate()).isEqualTo(50_000);
        assertThat(settings.profile().halfLife()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.profile().timezone()).isEqualTo(java.time.ZoneId.of("Asia/Shanghai"));
        assertThat(settings.profile().partners()).isEmpty();
        assertThat(new PartnerBook(settings).windowsOf(null))
                .isEqualTo(new Windows(List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH)));
        assertThat(settings.profile().leastShown()).isEqualTo(20);
        assertThat(settings.profile().relabelling().round()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.profile().clusters().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.profile().clusters().minPeople()).isEqualTo(4);
        assertThat(settings.profile().clusters().k()).isEmpty();
        assertThat(settings.profile().clusters().sample()).isEqualTo(10_000);
        assertThat(settings.profile().clusters().seed()).isEqualTo(1);
        assertThat(settings.profile().relabelling().pause()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.profile().relabelling().batch()).isEqualTo(500);
    }

    @Test
    void leastShown_ofNobody_isRefusedAtTheStart() {
        ProfileSettings none = settings(Map.of("kuajie.profile.least-shown", "0"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeastShown(none))
                .withMessageContaining("kuajie.profile.least-shown (0) must be at least 1");
    }

    @Test
    void settings_given_areTaken() {
        ProfileSettings settings = settings(Map.of(
                "kuajie.profile.half-life", "7d",
                "kuajie.profile.clusters.k", "5",
                "kuajie.profile.partners.academy.half-life", "90d",
                "kuajie.profile.partners.academy.weights.learn", "2.5",
                "kuajie.profile.partners.academy.windows", "30m,3d",
                "kuajie.profile.windows", "6h,14d",
                "kuajie.streams.instance-id", "profile-0",
                "kuajie.streams.generation", "2",
                "kuajie.streams.partitions", "24"));

        assertThat(settings.profile().halfLife()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.profile().clusters().k()).hasValue(5);
        assertThat(settings.streams().instanceId()).hasValue("profile-0");
        assertThat(settings.streams().generation()).isEqualTo(2);
        assertThat(settings.streams().partitions()).hasValue(24);
        var academy =
                java.util.Objects.requireNonNull(settings.profile().partners().get("academy"));
        assertThat(academy.halfLife()).hasValue(Duration.ofDays(90));
        assertThat(academy.weights()).isEqualTo(Map.of("learn", 2.5));
        PartnerBook book = new PartnerBook(settings);
        assertThat(book.windowsOf(new PartnerId("academy")).all()).hasToString("[30m, 3d]");
        assertThat(book.windowsOf(new PartnerId("blossom")).all()).hasToString("[6h, 14d]");
        assertThat(book.windowsOf(null).all()).hasToString("[6h, 14d]");
        assertThat(book.rulesOf(new PartnerId("academy")).halfLife()).isEqualTo(HalfLife.ofDays(90));
        assertThat(book.rulesOf(new PartnerId("blossom")).halfLife()).isEqualTo(HalfLife.ofDays(7));
    }

    static ProfileSettings settings(Map<String, String> given) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withDefaultValues(given)
                .withConverter(Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(ProfileSettings.class)
                .withValidateUnknown(false)
                .build();
        return config.getConfigMapping(ProfileSettings.class);
    }
}
