package io.kuajie.campaign.app.outbox;

import io.kuajie.campaign.app.loop.Repeater;
import io.kuajie.edge.Platform;
import io.kuajie.events.Offer;
import io.kuajie.events.Outcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Learns the registry's ids of what this service writes, at its start and in the background: encoding waits for the registry
 * when an id is not known, and no transaction may wait for that.
 */
@ApplicationScoped
public class RegisteredSchemas {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Platform platform;
    private volatile boolean complete;
    private @Nullable Repeater repeater;

    RegisteredSchemas(Platform platform) {
        this.platform = platform;
    }

    void start(@Observes StartupEvent event) {
        repeater = new Repeater("campaign-schemas", INTERVAL, this::register);
    }

    void stop(@Observes ShutdownEvent event) {
        if (repeater != null) {
            repeater.close();
        }
    }

    boolean isComplete() {
        return complete;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck registered() {
        return () -> HealthCheckResponse.named("schemas are registered")
                .status(complete)
                .build();
    }

    private boolean register() {
        if (!complete) {
            platform.registry().idOf(Offer.getClassSchema());
            platform.registry().idOf(Outcome.getClassSchema());
            complete = true;
        }
        return false;
    }
}
