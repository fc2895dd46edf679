package io.kuajie.ingest.app.cleaning;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready from when every partition assigned is restored, and while partitions move later: the door takes requests without cleaning, but
 * the next instance is not to be replaced before this one has taken its part. Alive unless cleaning has ended; well while it runs.
 */
@ApplicationScoped
public class CleaningHealth {
    private final CleaningStreams cleaning;

    CleaningHealth(CleaningStreams cleaning) {
        this.cleaning = cleaning;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck restored() {
        return () -> check("cleaning restored", !cleaning.isEnabled() || cleaning.isServing());
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive() {
        return () -> check(
                "cleaning lives", !cleaning.isEnabled() || !cleaning.state().hasCompletedShutdown());
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck well() {
        return () -> check("cleaning runs", !cleaning.isEnabled() || cleaning.state() == State.RUNNING);
    }

    private HealthCheckResponse check(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .withData("state", cleaning.state().name())
                .status(up)
                .build();
    }
}
