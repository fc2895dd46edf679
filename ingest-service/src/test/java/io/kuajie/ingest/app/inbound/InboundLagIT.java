package io.kuajie.ingest.app.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.edge.PlatformSettings;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.testkit.PlatformResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is told of the lag when it can't be looked up at all. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class InboundLagIT {
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final IngestMetrics metrics = new IngestMetrics(meters, Clock.systemUTC());

    @Test
    void lag_brokersWhoseAddressIsNone_isUnknownAndNoLongerWhatItWas() throws InterruptedException {
        // Given
        Platform nowhere =
                new Platform(bean(PlatformSettings.class), bean(Platform.class).registry()) {
                    @Override
                    public Map<String, Object> kafka() {
                        return Map.of("bootstrap.servers", "127.0.0.1:none");
                    }
                };
        InboundLag lag = new InboundLag(nowhere, bean(KeyRing.class), metrics, bean(IngestSettings.class));
        metrics.inboundLag(Map.of("academy", 5L));
        assertThat(shown()).isEqualTo(5);
        // When
        lag.start(new StartupEvent());
        // Then
        try {
            Awaitility.await().untilAsserted(() -> assertThat(shown()).isNaN());
        } finally {
            lag.stop(new ShutdownEvent());
        }
    }

    private double shown() {
        return meters.get("kuajie.inbound.lag")
                .tag("partner", "academy")
                .gauge()
                .value();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
