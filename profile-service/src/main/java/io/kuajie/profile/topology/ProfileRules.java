package io.kuajie.profile.topology;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.tone.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the topology is told besides topics and serdes. All of it may be asked from any thread, on every event.
 *
 * @param partners how each partner's behaviour is counted
 * @param clocks local time of events
 * @param tone of what people write
 * @param clusters the cluster model in use
 * @param segments the segments defined now
 * @param domainOf a partner's industry
 * @param erasures who asked to be forgotten; what was received before is not counted again
 * @param skipped told why a record was skipped, for counting
 * @param sweep how people are looked at without news of them
 */
public record ProfileRules(
        Function<PartnerId, PartnerRules> partners,
        LocalClocks clocks,
        Tone tone,
        Supplier<Optional<Clusters>> clusters,
        Supplier<Segments> segments,
        Function<PartnerId, Optional<Domain>> domainOf,
        Erasures erasures,
        Consumer<String> skipped,
        Sweep sweep) {
    /** Whether the leaf asked to be forgotten after this was said. */
    boolean isForgotten(LeafKey leaf, Instant saidAt) {
        Instant erased = erasures.erasedAt(leaf);
        return erased != null && saidAt.isBefore(erased);
    }

    /** Whether the leaf that the person is named after has ever asked to be forgotten. */
    boolean isForgotten(PersonKey person) {
        return erasures.erasedAt(LeafKey.parse(person.value())) != null;
    }

    /** What is known of a leaf before its first event. */
    LeafState blank(LeafKey leaf) {
        return new LeafState(partners.apply(leaf.partner()).halfLife());
    }

    /** The same for reading events again: nothing is learnt from them, and nothing counted. */
    ProfileRules unheard() {
        return new ProfileRules(
                partners,
                clocks,
                (text, rating) -> Double.NaN,
                clusters,
                segments,
                domainOf,
                erasures,
                reason -> {},
                sweep);
    }

    /**
     * How people are looked at without news of them, for labels and segments.
     *
     * @param pause wall-clock time between two batches
     * @param batch people looked at in one batch
     * @param round wall-clock time from the start of one look at everybody to the next, where segments depend on time
     */
    public record Sweep(Duration pause, int batch, Duration round) {
        public Sweep {
            if (batch < 1 || pause.toMillis() < 1 || round.toMillis() < 1) {
                throw new IllegalArgumentException("The sweep's batch (%d), pause (%s) and round (%s) must be positive."
                        .formatted(batch, pause, round));
            }
        }
    }
}
