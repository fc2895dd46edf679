package io.kuajie.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.RegistryServer;
import io.kuajie.embedded.RegistrySettings;
import io.kuajie.events.Erasure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class SchemaRegistryIT {
    @Test
    void registryThatIsDown_isWaitedFor() {
        try (RegistryServer server = RegistryServer.start(RegistrySettings.temporary());
                SchemaRegistry registry = new SchemaRegistry(server.url())) {
            // Given
            server.kill();
            CompletableFuture<Integer> id =
                    CompletableFuture.supplyAsync(() -> registry.idOf(Erasure.getClassSchema()));

            // When
            server.restart();

            // Then
            assertThat(id).succeedsWithin(Duration.ofSeconds(30));
            assertThat(registry.byId(id.join())).isEqualTo(Erasure.getClassSchema());
        }
    }
}
