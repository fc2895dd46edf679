package io.kuajie.profile.topology;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.tone.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param refusals who refuses analytics: no part in groups, segments and figures of everybody
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
        Refusals refusals,
        Consumer<String> skipped,
        Sweep sweep) {
    private static final Refusals NOBODY = new Refusals() {
        @Override
        public boolean isRefused(LeafKey leaf) {
            return false;
        }

        @Override
        public List<LeafKey> changed(int first, int most) {
            return List.of();
        }
    };

    /** Whether the leaf asked to be forgotten after this was said. */
    boolean isForgotten(LeafKey leaf, Instant saidAt) {
        Instant erased = erasures.erasedAt(leaf);
        return erased != null && saidAt.isBefore(erased);
    }

    /** Whether the leaf that the person is named after has ever asked to be forgotten. */
    boolean isForgotten(PersonKey person) {
        return erasures.erasedAt(LeafKey.parse(person.value())) != null;
    }

    /** Whether the leaf has asked to be forgotten, and something is kept of what was known before. */
    boolean isToBeForgotten(LeafKey leaf, PersonState kept) {
        Instant erased = erasures.erasedAt(leaf);
        return erased != null && !kept.isAllSince(erased);
    }

    /** What joins others that are kept since a demand came after it as they did, whatever event it tells of. @param said when that was */
    Instant cameAt(LeafKey person, PersonState kept, Instant said) {
        Instant erased = erasures.erasedAt(person);
        return erased != null && !kept.isBlank() && said.isBefore(erased) ? erased : said;
    }

    /** What may be analysed of a person. @param whole all that is known of it */
    Optional<Portrait> analysed(PersonState person, Optional<Portrait> whole) {
        if (whole.isPresent()) {
            // Asked on every event, of one leaf mostly.
            for (Portrait.Leaf leaf : whole.get().leaves()) {
                if (refusals.isRefused(leaf.leaf())) {
                    return person.portrait(other -> !refusals.isRefused(other));
                }
            }
        }
        return whole;
    }

    /** What is known of a leaf before its first event. */
    LeafState blank(LeafKey leaf) {
        return new LeafState(partners.apply(leaf.partner()).halfLife());
    }

    /** The same for reading events again: text without stars is not judged, that with stars always, and nothing is counted. */
    ProfileRules unheard() {
        return new ProfileRules(
                partners, clocks, Tone.NONE, clusters, segments, domainOf, erasures, NOBODY, reason -> {}, sweep);
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
