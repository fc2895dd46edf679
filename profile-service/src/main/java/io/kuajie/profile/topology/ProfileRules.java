package io.kuajie.profile.topology;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.cluster.Clusters;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the topology is told besides topics and serdes.
 *
 * @param halfLife in which behaviour loses half its weight; leaves that have state keep the one they began with
 * @param clusters the cluster model in use; asked for on every update, from any thread
 * @param domainOf a partner's industry
 * @param skipped told why a record was skipped, for counting
 * @param sweepPause wall-clock time between two batches of relabelling
 * @param sweepBatch people looked at in one batch
 */
public record ProfileRules(
        HalfLife halfLife,
        Supplier<Optional<Clusters>> clusters,
        Function<PartnerId, Optional<Domain>> domainOf,
        Consumer<String> skipped,
        Duration sweepPause,
        int sweepBatch) {
    public ProfileRules {
        if (sweepBatch < 1 || sweepPause.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The relabelling batch (%d) and pause (%s) must be positive.".formatted(sweepBatch, sweepPause));
        }
    }
}
