package io.kuajie.ingest.app.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.door.Quotas;
import io.kuajie.ingest.app.identity.ClaimOutbound;
import io.kuajie.ingest.domain.segment.ClaimReader;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.testkit.PlatformResource;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What health says of the copying of inbound topics, and of all else that runs beside requests. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class InboundHealthIT {
    @Test
    void liveness_threadThatCopiesHasEnded_isDown() throws InterruptedException {
        // Given
        InboundTopics inbound = new InboundTopics(
                bean(Platform.class),
                bean(KeyRing.class),
                bean(Quotas.class),
                bean(SegmentMapper.class),
                bean(ClaimReader.class),
                bean(ClaimOutbound.class),
                bean(EventOutbound.class),
                bean(Delivery.class),
                bean(IngestMetrics.class),
                bean(IngestSettings.class),
                bean(Clock.class));
        InboundHealth health = new InboundHealth(inbound);
        inbound.start(new StartupEvent());
        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        // When
        inbound.stop(new ShutdownEvent());
        // Then
        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void health_whileEverythingRuns_isUpAndNamesWhatIsWatched() {
        Awaitility.await().untilAsserted(() -> {
            given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItems("broker and registry reached", "cleaning restored"));
            given().get("/q/health/live")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItems("inbound topics are read", "cleaning lives", "identity lives"));
            given().get("/q/health/well")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItems("broker is there", "cleaning runs", "followed topics are fresh"));
        });
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
