package io.kuajie.ingest.app.cleaning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while cleaning runs; alive unless it has ended. */
@ApplicationScoped
public class CleaningHealth {
    private final CleaningStreams cleaning;

    CleaningHealth(CleaningStreams cleaning) {
        this.cleaning = cleaning;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck running() {
        return () ->
                check("cleaning runs", cleaning.state(), !cleaning.isEnabled() || cleaning.state() == State.RUNNING);
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive() {
        return () -> check(
                "cleaning lives",
                cleaning.state(),
                !cleaning.isEnabled() || !cleaning.state().hasCompletedShutdown());
    }

    private static HealthCheckResponse check(String name, State state, boolean up) {
        return HealthCheckResponse.named(name)
                .withData("state", state.name())
                .status(up)
                .build();
    }
}
