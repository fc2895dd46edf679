package io.kuajie.campaign.app.campaigns;

import io.kuajie.campaign.app.loop.Repeater;
import io.kuajie.campaign.app.settings.CampaignSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** Starts and ends campaigns when their time comes; on several instances each takes what another leaves. */
@ApplicationScoped
public class CampaignClock {
    private final Campaigns campaigns;
    private final CampaignSettings settings;
    private @Nullable Repeater repeater;

    CampaignClock(Campaigns campaigns, CampaignSettings settings) {
        this.campaigns = campaigns;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        repeater = new Repeater("campaign-clock", settings.scheduleInterval(), campaigns::tick);
    }

    void stop(@Observes ShutdownEvent event) {
        if (repeater != null) {
            repeater.close();
        }
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck ticking() {
        return () -> HealthCheckResponse.named("campaigns start and end by time")
                .status(repeater != null && repeater.isRunning() && !repeater.isFailing())
                .build();
    }
}
