package io.kuajie.profile.app;

import io.kuajie.profile.topology.ProfileTopology;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Who holds the people of a partition, as the group of instances last agreed. */
@ApplicationScoped
class Holders {
    /** An instance. */
    sealed interface Holder {
        /** This one. */
        record Here() implements Holder {}

        /** Another one. */
        record There(HostInfo at) implements Holder {}
    }

    private static final Holder HERE = new Holder.Here();

    private final ProfileStreams streams;
    private final Optional<HostInfo> self;

    Holders(ProfileStreams streams, ProfileSettings settings) {
        this.streams = streams;
        this.self = settings.streams().applicationServer().map(HostInfo::buildFromEndpoint);
    }

    /**
     * In the order in which they are to be asked: the owner, then copies, the one here before others. This instance is always among
     * them, as it may know more than was agreed: it holds what is on its way to another until that has it.
     */
    List<Holder> of(int partition) {
        List<Holder> holders = new ArrayList<>();
        streams.streams().flatMap(running -> agreed(running, partition)).ifPresent(agreed -> {
            add(holders, agreed.activeHost());
            if (self.filter(agreed.standbyHosts()::contains).isPresent()) {
                add(holders, self.get());
            }
            agreed.standbyHosts().forEach(host -> add(holders, host));
        });
        if (!holders.contains(HERE)) {
            holders.add(HERE);
        }
        return holders;
    }

    private Optional<KeyQueryMetadata> agreed(KafkaStreams running, int partition) {
        if (self.isEmpty() || !running.state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        try {
            return Optional.of(running.queryMetadataForKey(
                            ProfileTopology.PEOPLE,
                            "",
                            (topic, key, value, partitions) -> Optional.of(Set.of(partition))))
                    .filter(found -> !found.equals(KeyQueryMetadata.NOT_AVAILABLE));
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
    }

    private void add(List<Holder> holders, HostInfo host) {
        Holder holder = self.filter(host::equals).isPresent() ? HERE : new Holder.There(host);
        if (!host.equals(HostInfo.unavailable()) && !holders.contains(holder)) {
            holders.add(holder);
        }
    }
}
