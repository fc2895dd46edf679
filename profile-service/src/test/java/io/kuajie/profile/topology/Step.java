package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Erasure;
import io.kuajie.events.Link;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Something that happens to leaves, at random. */
public sealed interface Step {
    LeafKey leaf();

    /** The leaf did something. @param zone and text as the record has them; the event has what follows from them */
    record Event(
            LeafKey leaf,
            LeafEvent event,
            @Nullable String zone,
            @Nullable String text) implements Step {
        public Behavior record() {
            return Records.behavior(leaf, event, zone, text);
        }
    }

    /** The leaf was linked, or its link was taken back. */
    record Word(LeafKey leaf, @Nullable LeafKey person, long version, long seconds) implements Step {
        public Link record() {
            return Records.link(leaf, person == null ? null : person.toString(), version, Records.at(seconds));
        }
    }

    /** The leaf asked to be forgotten. */
    record Demand(LeafKey leaf, long seconds) implements Step {
        public Erasure record() {
            return new Erasure(leaf.toString(), "request-" + seconds, Records.at(seconds));
        }
    }

    /** Three events for each word. @param partitionOf raw partition of a leaf */
    static List<Step> random(
            RandomGenerator random, List<LeafKey> leaves, ToIntFunction<LeafKey> partitionOf, int count) {
        return new Steps(random, leaves, partitionOf, LeafEvents.LATEST).next(count);
    }

    /** The same with a demand in the place of every tenth step. */
    static List<Step> withDemands(RandomGenerator random, List<Step> steps) {
        List<Step> with = new ArrayList<>(steps);
        for (int i = 0; i < with.size(); i++) {
            if (random.nextInt(10) == 0) {
                with.set(i, new Demand(with.get(i).leaf(), i));
            }
        }
        return with;
    }
}
