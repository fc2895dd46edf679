package io.kuajie.profile.app;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready from when every partition assigned is restored, and while partitions move later; alive unless the streams have given up; to be
 * spared when others hold all that it holds.
 */
@ApplicationScoped
public class StreamsHealth {
    private static final String NAME = "profile streams";

    private final ProfileStreams streams;
    private final Copies copies;

    public StreamsHealth(ProfileStreams streams, Copies copies) {
        this.streams = streams;
        this.copies = copies;
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

    /** Up when this instance may be stopped; asked by who is about to. */
    @Produces
    @HealthGroup("handover")
    @ApplicationScoped
    HealthCheck spared() {
        return () -> {
            HealthCheckResponseBuilder reply = HealthCheckResponse.named("profile copies elsewhere");
            try {
                Copies.View seen = copies.look();
                return reply.withData("instances", seen.instances())
                        .withData("needing this", seen.needingThis().size())
                        .status(seen.canSpareThis())
                        .build();
            } catch (NotReadableException e) {
                // What has not begun holds nothing that others need.
                return reply.up().build();
            }
        };
    }

    private State state() {
        return streams.state();
    }
}
