package io.kuajie.ingest.app.delivery;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready from when the broker and the registry have been reached, and while the broker is away later; well while it is there.
 *
 * <p>Brokers that are away are away for all instances: were none of them ready, a sender would be refused its connection, or be told
 * something by whatever stands before the service, and not 503 with {@code Retry-After}, which the door answers before it reads a body.
 * What needs no broker, such as looking at the catalogue, would be gone, too. One instance that is cut off alone sends its
 * share away with the same answer, and a sender that comes again comes to another.
 */
@ApplicationScoped
public class DeliveryHealth {
    private final Delivery delivery;

    DeliveryHealth(Delivery delivery) {
        this.delivery = delivery;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck reached() {
        return () -> HealthCheckResponse.named("broker and registry reached")
                .status(delivery.isWarm())
                .build();
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck there() {
        return () -> HealthCheckResponse.named("broker is there")
                .status(delivery.isBrokerThere())
                .build();
    }
}
