package io.kuajie.ingest.app.inbound;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while the thread that copies inbound topics runs. Requests don't wait for it, so readiness doesn't ask; whether it gets on,
 * the lag tells.
 */
@Liveness
@Singleton
public class InboundHealth implements HealthCheck {
    private final InboundTopics inbound;

    InboundHealth(InboundTopics inbound) {
        this.inbound = inbound;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("inbound topics are read")
                .status(inbound.isRunning())
                .build();
    }
}
