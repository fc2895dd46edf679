package io.kuajie.profile.app;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.topics.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All people, wherever they are held. Who owns them is asked first; where the owner can't answer, copies are. Where nobody can,
 * everything here throws {@link NotReadableException}.
 */
@ApplicationScoped
class People {
    private final ProfileStreams streams;
    private final ProfileStores stores;
    private final Holders holders;
    private final Peers peers;

    People(ProfileStreams streams, ProfileStores stores, Holders holders, Peers peers) {
        this.streams = streams;
        this.stores = stores;
        this.holders = holders;
        this.peers = peers;
    }

    /** What is stored of a person. */
    Answer<Optional<PersonState>> person(PersonKey key) {
        LeafKey leaf = LeafKey.parse(key.value());
        Answer<PeopleQuestion.Found> found =
                ask(KeyHash.partition(key.value(), partitions()), new PeopleQuestion.One(key.value()));
        return new Answer<>(found.value().person(leaf), found.behind());
    }

    /** The person that this leaf belongs to; the leaf itself where nobody linked it. */
    Answer<PersonKey> personOf(LeafKey leaf) {
        Answer<Optional<PersonState>> found = person(PersonKey.of(leaf));
        PersonKey person = found.value().map(state -> state.link().person()).orElseGet(() -> PersonKey.of(leaf));
        return new Answer<>(person, found.behind());
    }

    /** How many partitions there are; they count from 0. */
    int partitions() {
        return streams.partitions().orElseThrow(NotReadableException::new);
    }

    <T> Answer<T> ask(int partition, PeopleQuestion<T> question) {
        for (Holders.Holder holder : holders.of(partition)) {
            try {
                return switch (holder) {
                    case Holders.Holder.Here here -> stores.ask(partition, question);
                    case Holders.Holder.There there -> peers.ask(there.at(), partition, question);
                };
            } catch (NotReadableException e) {
                // The next one may know.
            }
        }
        throw new NotReadableException();
    }

    /** One answer a partition; other instances look while this one does. */
    <T> List<Answer<T>> askAll(PeopleQuestion<T> question) {
        List<Answer<T>> answers = new ArrayList<>();
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> here = new ArrayList<>();
            List<Future<Answer<T>>> there = new ArrayList<>();
            for (int p = 0; p < partitions(); p++) {
                int partition = p;
                if (holders.of(partition).getFirst() instanceof Holders.Holder.Here) {
                    here.add(partition);
                } else {
                    there.add(waiting.submit(() -> ask(partition, question)));
                }
            }
            here.forEach(partition -> answers.add(ask(partition, question)));
            for (Future<Answer<T>> future : there) {
                answers.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new NotReadableException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadableException();
        }
        return answers;
    }
}
