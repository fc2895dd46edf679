package io.kuajie.campaign.app.intake;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every topic has its place, alive while every intake runs, well while batches are taken in. */
@ApplicationScoped
public class IntakeHealth {
    private final Intakes intakes;

    IntakeHealth(Intakes intakes) {
        this.intakes = intakes;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck placed() {
        return () -> check("topics are read", TopicIntake::isPlaced);
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck running() {
        return () -> check("intakes run", TopicIntake::isRunning);
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck well() {
        return () -> check("batches are taken in", TopicIntake::isWell);
    }

    private HealthCheckResponse check(String name, Predicate<TopicIntake<?, ?>> holds) {
        var response = HealthCheckResponse.named(name);
        boolean all = !intakes.all().isEmpty();
        for (TopicIntake<?, ?> intake : intakes.all()) {
            boolean one = holds.test(intake);
            response.withData(intake.topic(), one);
            all &= one;
        }
        return response.status(all).build();
    }
}
