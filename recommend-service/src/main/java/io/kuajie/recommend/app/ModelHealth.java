package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Which learnt model serves, and which was refused last and why. Lists are made without one too, so it is always up. */
@Default
@Readiness
@ApplicationScoped
public class ModelHealth implements HealthCheck {
    private record Refusal(String model, String reason, Instant at) {}

    private final LiveModels models;
    private final Meters meters;
    private final Clock clock;
    private volatile @Nullable Refusal last;

    ModelHealth(LiveModels models, Meters meters, Clock clock) {
        this.models = models;
        this.meters = meters;
        this.clock = clock;
    }

    /** Notes that a file that was to be used can't be. */
    void refused(String model, String reason) {
        last = new Refusal(model, reason, clock.instant());
        meters.modelRefused();
    }

    @Override
    public HealthCheckResponse call() {
        LiveModel current = models.current();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("learnt model")
                .up()
                .withData("model", current == null ? "none" : current.id());
        Refusal refusal = last;
        if (refusal != null) {
            response.withData("refused", refusal.model)
                    .withData("reason", refusal.reason)
                    .withData("refusedAt", refusal.at.toString());
        }
        return response.build();
    }
}
