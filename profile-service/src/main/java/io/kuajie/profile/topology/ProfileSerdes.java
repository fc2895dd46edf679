package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Erasure;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Link;
import io.kuajie.events.Profile;
import io.kuajie.events.SegmentMembership;
import org.apache.kafka.common.serialization.Serde;

/** The forms in which the topology's records travel. */
public record ProfileSerdes(
        Serde<Behavior> behavior,
        Serde<Link> link,
        Serde<Erasure> erasure,
        Serde<LeafSnapshot> snapshot,
        Serde<Profile> profile,
        Serde<SegmentMembership> segment) {}
