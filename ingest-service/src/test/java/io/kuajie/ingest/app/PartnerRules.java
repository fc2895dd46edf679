package io.kuajie.ingest.app;

import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What an operator can say of single partners: quotas, and events that nobody needs; and that little is under way at once, and bodies come soon. */
public final class PartnerRules implements QuarkusTestResourceLifecycleManager {
    /** Events at once; from then on one in ten minutes. */
    static final int BURST = 5;

    /** A third partner, which writes to its topic only. */
    static final String GARDEN = "garden";

    /** Of a partner whose orders are larger than its quota. */
    static final String FLORIST_KEY = "florist-write-key";

    /** Of a partner with a quota that nothing but its corrections use up. */
    static final String NURSERY_KEY = "nursery-write-key";

    /** Of one more, which has no quota, as the academy has none. */
    static final String MEADOW_WRITE_KEY = "meadow-write-key";

    /** Events on their way at once, and in a batch. */
    static final int IN_FLIGHT = 400;

    static final int LARGEST_BATCH = 512_000;

    /** Of bodies that are being received. */
    static final int BODY_BYTES = 8 * LARGEST_BATCH;

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("kuajie.partners.garden.domain", "plants"),
                Map.entry("kuajie.ingest.quotas.garden.events-per-second", "0.0016"),
                Map.entry("kuajie.ingest.quotas.garden.burst", Integer.toString(BURST)),
                Map.entry("kuajie.partners.florist.domain", "flowers"),
                Map.entry("kuajie.partners.florist.write-keys", TestKeys.digest(FLORIST_KEY)),
                Map.entry("kuajie.ingest.quotas.florist.events-per-second", "0.0016"),
                Map.entry("kuajie.ingest.quotas.florist.burst", Integer.toString(BURST)),
                Map.entry("kuajie.partners.nursery.domain", "plants"),
                Map.entry("kuajie.partners.nursery.write-keys", TestKeys.digest(NURSERY_KEY)),
                Map.entry("kuajie.ingest.quotas.nursery.events-per-second", "0.0016"),
                Map.entry("kuajie.ingest.quotas.nursery.burst", Integer.toString(BURST)),
                Map.entry("kuajie.ingest.quotas.blossom.events-per-second", "0.0016"),
                Map.entry("kuajie.ingest.quotas.blossom.burst", Integer.toString(BURST)),
                Map.entry("kuajie.partners.meadow.domain", "plants"),
                Map.entry("kuajie.partners.meadow.write-keys", TestKeys.digest(MEADOW_WRITE_KEY)),
                Map.entry("kuajie.ingest.max-batch-items", Integer.toString(IN_FLIGHT)),
                Map.entry("kuajie.ingest.max-in-flight", Integer.toString(IN_FLIGHT)),
                Map.entry("kuajie.ingest.max-body-bytes-in-flight", Integer.toString(BODY_BYTES)),
                Map.entry("kuajie.ingest.body-timeout", "3s"),
                Map.entry("kuajie.ingest.cleaning.ignored-events.academy", "Heartbeat,Page Ping"));
    }

    @Override
    public void stop() {}
}
