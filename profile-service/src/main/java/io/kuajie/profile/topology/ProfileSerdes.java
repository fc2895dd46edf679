package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Erasure;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Link;
import io.kuajie.events.SegmentMembership;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;

/** The forms in which the topology's records travel. @param profileHeader what stands before a profile's Avro bytes */
public record ProfileSerdes(
        Serde<Behavior> behavior,
        Serde<Link> link,
        Serde<Erasure> erasure,
        Serde<LeafSnapshot> snapshot,
        Supplier<byte[]> profileHeader,
        Serde<SegmentMembership> segment) {}
