package io.kuajie.edge;

import io.kuajie.serde.SchemaRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class KeyUsesTest {
    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void close_whereTheRegistryIsGone_ends() {
        // Given
        PlatformSettings settings = settings();
        try (SchemaRegistry registry = new SchemaRegistry(settings.registryUrl())) {
            KeyUses uses = new KeyUses(new Platform(settings, registry), settings);
            uses.of("a key").note(1_760_000_000_000L);

            // When
            Thread closing = Thread.ofVirtual().start(() -> close(uses));

            // Then
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !closing.isAlive());
        }
    }

    private static void close(KeyUses uses) {
        try {
            uses.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PlatformSettings settings() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PlatformSettings.class)
                .withDefaultValue("kuajie.kafka.bootstrap-servers", NOWHERE)
                .withDefaultValue("kuajie.registry.url", "http://" + NOWHERE)
                .build()
                .getConfigMapping(PlatformSettings.class);
    }
}
