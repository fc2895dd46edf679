package io.kuajie.profile.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready from when every partition assigned is restored, and while partitions move later; alive unless the streams have given up. */
@ApplicationScoped
public class StreamsHealth {
    private static final String NAME = "profile streams";

    private final ProfileStreams streams;

    public StreamsHealth(ProfileStreams streams) {
        this.streams = streams;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck running() {
        return () -> HealthCheckResponse.named(NAME + " running")
                .withData("state", state().name())
                .status(streams.isServing())
                .build();
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive() {
        return () -> HealthCheckResponse.named(NAME + " alive")
                .withData("state", state().name())
                .status(!state().hasCompletedShutdown())
                .build();
    }

    private State state() {
        return streams.state();
    }
}
