package io.kuajie.recommend.app;

import static io.kuajie.testkit.TestKeys.ACADEMY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.PlatformSettings;
import io.kuajie.testkit.TestKeys;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ItemNamesTest {
    private final ItemNames names = new ItemNames(new KeyRing(settings(), Clock.systemUTC()));

    @Test
    void names_bareAndOfPartners_areRead() {
        assertThat(names.keys("pins", List.of("blossom:brush", "c1", " ", "nobody:c2"), 10, ACADEMY))
                .extracting(Object::toString)
                .containsExactly("blossom:brush", "academy:c1", "academy:nobody:c2");
        assertThat(names.keys("pins", null, 10, ACADEMY)).isEmpty();
    }

    @Test
    void names_inAnAddress_areParted() {
        assertThat(QueryValues.keys("blossom:brush,c1")).containsExactly("blossom:brush", "c1");
        assertThat(QueryValues.keys(" ")).isNull();
        assertThat(QueryValues.keys(null)).isNull();
    }

    @Test
    void names_tooManyOrMissingOrImpossible_areRefused() {
        assertThatThrownBy(() -> names.keys("pins", List.of("a", "b", "c"), 2, ACADEMY))
                .isInstanceOf(WebApplicationException.class)
                .hasMessageContaining("pins has 3 entries and may have 2");
        assertThatThrownBy(() -> names.keys("pins", Arrays.asList("a", null), 2, ACADEMY))
                .isInstanceOf(WebApplicationException.class)
                .hasMessageContaining("pins[1]");
        assertThatThrownBy(() -> names.keys("pins", List.of("a\u0000"), 2, ACADEMY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PlatformSettings settings() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(PlatformSettings.class)
                .withMappingIgnore("kuajie.ingest.**")
                .withConverter(Duration.class, 100, new DurationConverter());
        TestKeys.configuration().forEach(builder::withDefaultValue);
        return Objects.requireNonNull(builder.build().getConfigMapping(PlatformSettings.class));
    }
}
