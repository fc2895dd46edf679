package io.kuajie.ingest.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What an operator can say of single partners: quotas, and events that nobody needs; and that bodies come soon. */
public final class PartnerRules implements QuarkusTestResourceLifecycleManager {
    /** Events at once; from then on one in ten minutes. */
    static final int BURST = 5;

    /** A third partner, which writes to its topic only. */
    static final String GARDEN = "garden";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "kuajie.partners.garden.domain", "plants",
                "kuajie.ingest.quotas.garden.events-per-second", "0.0016",
                "kuajie.ingest.quotas.garden.burst", Integer.toString(BURST),
                "kuajie.ingest.quotas.blossom.events-per-second", "0.0016",
                "kuajie.ingest.quotas.blossom.burst", Integer.toString(BURST),
                "kuajie.ingest.body-timeout", "3s",
                "kuajie.ingest.cleaning.ignored-events.academy", "Heartbeat,Page Ping");
    }

    @Override
    public void stop() {}
}
