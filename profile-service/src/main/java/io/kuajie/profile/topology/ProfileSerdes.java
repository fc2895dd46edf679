package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Link;
import io.kuajie.events.Profile;
import org.apache.kafka.common.serialization.Serde;

/** The forms in which the topology's records travel. */
public record ProfileSerdes(
        Serde<Behavior> behavior, Serde<Link> link, Serde<LeafSnapshot> snapshot, Serde<Profile> profile) {}
