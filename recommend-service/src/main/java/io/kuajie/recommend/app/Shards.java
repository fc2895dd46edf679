package io.kuajie.recommend.app;

import io.kuajie.events.Link;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.shards.Shard;
import io.kuajie.recommend.domain.shards.Whereabouts;
import io.kuajie.topics.KeyHash;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Which instance holds whom, where people are spread over several. */
@Singleton
class Shards {
    private final Shard own;
    private final Whereabouts whereabouts;
    /** None are known yet. */
    private volatile IntSupplier partitionCount = () -> 0;

    Shards(RecommendSettings settings, MeterRegistry meters) {
        this.own = new Shard(settings.shard(), settings.shards());
        this.whereabouts = new Whereabouts(own, KeyHash::of);
        Gauge.builder("kuajie.recommend.guests", whereabouts, Whereabouts::guests)
                .description(
                        "Leaves of somebody else's name whose place is kept, where people are spread over instances")
                .register(meters);
    }

    Shard own() {
        return own;
    }

    /** @param count tells how many partitions profiles have; 0 while it is not known */
    void follow(IntSupplier count) {
        partitionCount = count;
    }

    void link(String leaf, @Nullable Link link) {
        String person = link == null ? null : link.getPerson();
        whereabouts.put(LeafKey.parse(leaf), person == null ? null : new PersonKey(person));
    }

    /** Number of the shard that holds the leaf's person, if it is known at all. To be asked once the topics have been read. */
    int shardOf(LeafKey leaf) {
        int partitions = partitionCount.getAsInt();
        return partitions == 0 ? own.number() : whereabouts.shardOf(leaf, partitions);
    }
}
