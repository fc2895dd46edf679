package io.kuajie.profile.app;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.topology.ProfileTopology;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The people that are stored here: those of this instance's own partitions, and copies of others'. A copy, or a partition of its own
 * that is still being restored, answers as long as it does not lack too much.
 */
@ApplicationScoped
public class ProfileStores {
    private final ProfileStreams streams;
    private final CopyLags lags;
    private final RefusalBook refusals;
    private final long acceptableLag;

    ProfileStores(ProfileStreams streams, CopyLags lags, RefusalBook refusals, ProfileSettings settings) {
        this.streams = streams;
        this.lags = lags;
        this.refusals = refusals;
        this.acceptableLag = settings.streams().acceptableLag();
    }

    /**
     * Answers from what is stored here.
     *
     * @throws NotReadableException where the partition is not here, or lacks too much
     */
    <T> Answer<T> ask(int partition, PeopleQuestion<T> question) {
        try {
            return Answer.ofOwner(readOwn(partition, people -> question.of(people, this::isAnalysed)));
        } catch (NotReadableException e) {
            return askCopy(partition, question);
        }
    }

    /** Partitions of people that this instance owns, ascending. */
    List<Integer> partitions() {
        if (!streams.isRunning()) {
            throw new NotReadableException();
        }
        return running().metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .filter(ProfileStores::holdsPeople)
                .map(task -> task.taskId().partition())
                .distinct()
                .sorted()
                .toList();
    }

    /** Shows the people of one partition that this instance owns until the visitor answers false. */
    void visit(int partition, BiPredicate<PersonKey, PersonState> visitor) {
        readOwn(partition, people -> {
            try (KeyValueIterator<String, byte[]> all = people.all()) {
                boolean goesOn = true;
                while (goesOn && all.hasNext()) {
                    var entry = all.next();
                    goesOn = visitor.test(
                            new PersonKey(entry.key), PersonState.decode(LeafKey.parse(entry.key), entry.value));
                }
                return goesOn;
            }
        });
    }

    /** Changes that each partition held here lacks. @throws NotReadableException before the streams have begun */
    Map<Integer, Long> lags() {
        return lags.byPartition(running());
    }

    private boolean isAnalysed(LeafKey leaf) {
        return !refusals.isRefused(leaf);
    }

    private <T> Answer<T> askCopy(int partition, PeopleQuestion<T> question) {
        OptionalLong behind = lags.of(running(), partition);
        if (behind.isEmpty() || behind.getAsLong() > acceptableLag) {
            throw new NotReadableException();
        }
        T answer = read(
                query().withPartition(partition).enableStaleStores(), people -> question.of(people, this::isAnalysed));
        if (behind.getAsLong() > 0 && !question.isTellable(answer)) {
            throw new NotReadableException();
        }
        return Answer.ofCopy(answer, behind.getAsLong());
    }

    private <T> T readOwn(int partition, Function<ReadOnlyKeyValueStore<String, byte[]>, T> question) {
        return read(query().withPartition(partition), question);
    }

    private <T> T read(
            StoreQueryParameters<ReadOnlyKeyValueStore<String, byte[]>> query,
            Function<ReadOnlyKeyValueStore<String, byte[]>, T> question) {
        KafkaStreams running = running();
        if (!running.state().isRunningOrRebalancing()) {
            throw new NotReadableException();
        }
        try {
            return question.apply(running.store(query));
        } catch (InvalidStateStoreException e) {
            throw new NotReadableException();
        }
    }

    private static StoreQueryParameters<ReadOnlyKeyValueStore<String, byte[]>> query() {
        return StoreQueryParameters.fromNameAndType(ProfileTopology.PEOPLE, QueryableStoreTypes.keyValueStore());
    }

    private static boolean holdsPeople(TaskMetadata task) {
        return task.topicPartitions().stream()
                .anyMatch(partition -> partition.topic().endsWith("-" + ProfileTopology.SNAPSHOTS + "-repartition"));
    }

    private KafkaStreams running() {
        return streams.streams().orElseThrow(NotReadableException::new);
    }
}
