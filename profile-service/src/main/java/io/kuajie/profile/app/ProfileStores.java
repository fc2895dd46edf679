package io.kuajie.profile.app;

import io.kuajie.edge.Problem;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.topology.ProfileTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the streams' local stores. Throws a refusal that says what to do: 503 with Retry-After while partitions move or are
 * restored, 421 with the owner's address where another instance holds the key.
 */
@ApplicationScoped
public class ProfileStores {
    private static final int MISDIRECTED = 421;
    private static final String RETRY_SECONDS = "1";

    private final ProfileStreams streams;
    private final Optional<HostInfo> self;

    public ProfileStores(ProfileStreams streams, ProfileSettings settings) {
        this.streams = streams;
        this.self = settings.streams().applicationServer().map(HostInfo::buildFromEndpoint);
    }

    /** What is stored of a person. */
    public Optional<PersonState> person(PersonKey key) {
        return Optional.ofNullable(get(ProfileTopology.PEOPLE, key.value()))
                .map(bytes -> PersonState.decode(LeafKey.parse(key.value()), bytes));
    }

    /** The person that this leaf belongs to; the leaf itself where nobody linked it. */
    public PersonKey personOf(LeafKey leaf) {
        byte[] stored = get(ProfileTopology.PEOPLE, leaf.toString());
        return stored == null
                ? PersonKey.of(leaf)
                : PersonState.decode(leaf, stored).link().person();
    }

    /** Partitions of people held here, ascending. */
    public List<Integer> partitions() {
        requireRunning();
        return running().metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .filter(ProfileStores::holdsPeople)
                .map(task -> task.taskId().partition())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Shows the people of one local partition in the order of their keys until the visitor answers false.
     *
     * @param after key to continue after; null for the start
     */
    public void visit(int partition, @Nullable String after, BiPredicate<PersonKey, PersonState> visitor) {
        try (KeyValueIterator<String, byte[]> rest =
                store(ProfileTopology.PEOPLE, partition).range(after, null)) {
            while (rest.hasNext()) {
                var entry = rest.next();
                if (!entry.key.equals(after)
                        && !visitor.test(
                                new PersonKey(entry.key), PersonState.decode(LeafKey.parse(entry.key), entry.value))) {
                    return;
                }
            }
        } catch (InvalidStateStoreException e) {
            throw unavailable();
        }
    }

    private static boolean holdsPeople(TaskMetadata task) {
        return task.topicPartitions().stream()
                .anyMatch(partition -> partition.topic().endsWith("-" + ProfileTopology.SNAPSHOTS + "-repartition"));
    }

    private byte @Nullable [] get(String store, String key) {
        requireRunning();
        requireOwner(store, key);
        try {
            return store(store, null).get(key);
        } catch (InvalidStateStoreException e) {
            throw unavailable();
        }
    }

    private ReadOnlyKeyValueStore<String, byte[]> store(String name, @Nullable Integer partition) {
        StoreQueryParameters<ReadOnlyKeyValueStore<String, byte[]>> query =
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore());
        return running().store(partition == null ? query : query.withPartition(partition));
    }

    private void requireOwner(String store, String key) {
        if (self.isEmpty()) {
            return;
        }
        KeyQueryMetadata owner = running().queryMetadataForKey(store, key, new StringSerializer());
        if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw unavailable();
        }
        if (!owner.activeHost().equals(self.get())) {
            throw Problem.of(
                            MISDIRECTED,
                            "Another instance holds this person; ask %s:%d."
                                    .formatted(
                                            owner.activeHost().host(),
                                            owner.activeHost().port()))
                    .toException();
        }
    }

    private KafkaStreams running() {
        return streams.streams().orElseThrow(ProfileStores::unavailable);
    }

    private void requireRunning() {
        if (!streams.isRunning()) {
            throw unavailable();
        }
    }

    private static WebApplicationException unavailable() {
        Response refusal = Problem.of(503, "Profiles are being restored or moved; ask again in a second.")
                .toResponse();
        return new WebApplicationException(Response.fromResponse(refusal)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build());
    }
}
