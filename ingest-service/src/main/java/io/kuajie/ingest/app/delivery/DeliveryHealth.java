package io.kuajie.ingest.app.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the broker and the registry have been reached. */
@Readiness
@ApplicationScoped
public class DeliveryHealth implements HealthCheck {
    private final Delivery delivery;

    DeliveryHealth(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker and registry reached")
                .status(delivery.isWarm())
                .build();
    }
}
