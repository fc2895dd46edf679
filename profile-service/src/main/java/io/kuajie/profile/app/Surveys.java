package io.kuajie.profile.app;

import io.kuajie.profile.domain.cluster.Member;
import io.kuajie.profile.domain.cluster.Sample;
import io.kuajie.profile.domain.population.Population;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all people, each instance at those it owns, and puts together what the instances saw. Sums and samples of partitions merge
 * into those of everybody, so every instance measures people against the same population, and a model is fitted on everybody.
 */
@ApplicationScoped
class Surveys {
    private static final Logger LOG = Logger.getLogger(Surveys.class);

    /** What was seen in one partition, as it travels. */
    record Survey(byte[] population, byte[] sample) {}

    private final ProfileStores stores;
    private final Holders holders;
    private final Peers peers;
    private final RefusalBook refusals;
    private final ProfileSettings.Clusters settings;
    private final Clock clock;
    /** The latest event that was seen in each partition. */
    private final Map<Integer, Instant> latest = new ConcurrentHashMap<>();

    private final Map<Integer, Survey> own = new ConcurrentHashMap<>();
    /** The latest of each partition: while its owner is away, people have not changed much. */
    private final Map<Integer, Population> populations = new ConcurrentHashMap<>();

    Surveys(
            ProfileStores stores,
            Holders holders,
            Peers peers,
            RefusalBook refusals,
            ProfileSettings settings,
            Clock clock) {
        this.stores = stores;
        this.holders = holders;
        this.peers = peers;
        this.refusals = refusals;
        this.settings = settings.profile().clusters();
        this.clock = clock;
    }

    /** Looks at everybody owned here, in one pass. @param before what the look before has come to */
    void look(PopulationBook.Look before, BooleanSupplier goesOn) {
        List<Integer> owned = stores.partitions();
        own.keySet().retainAll(owned);
        for (int partition : owned) {
            own.put(partition, look(partition, before, goesOn));
        }
    }

    /** @throws NotReadableException where the partition is not owned here, or was not looked at yet */
    Survey own(int partition) {
        Survey survey = own.get(partition);
        if (survey == null) {
            throw new NotReadableException();
        }
        return survey;
    }

    /** Sums over everybody, as far as their owners could be asked by now. */
    Population everybody(int partitions) {
        Population everybody = new Population();
        for (int partition = 0; partition < partitions; partition++) {
            population(partition).ifPresent(everybody::merge);
        }
        return everybody;
    }

    /** A sample of everybody; empty where not all owners can be asked, as half of the people would make another model. */
    Optional<List<Member>> sample(int partitions) {
        Sample whole = new Sample(settings.sample(), settings.seed());
        try {
            for (int partition = 0; partition < partitions; partition++) {
                whole.mergeEncoded(
                        switch (holders.of(partition).getFirst()) {
                            case Holders.Holder.Here here -> own(partition).sample();
                            case Holders.Holder.There there -> peers.sample(there.at(), partition);
                        });
            }
        } catch (NotReadableException e) {
            return Optional.empty();
        }
        return Optional.of(whole.members());
    }

    private Optional<Population> population(int partition) {
        try {
            byte[] seen =
                    switch (holders.of(partition).getFirst()) {
                        case Holders.Holder.Here here -> own(partition).population();
                        case Holders.Holder.There there -> peers.population(there.at(), partition);
                    };
            populations.put(partition, Population.decode(seen));
        } catch (NotReadableException | IllegalArgumentException e) {
            // The latest that is known serves on, also beside an instance of another version with another layout.
            LOG.debugf("Partition %d could not be asked: %s", partition, e.getMessage());
        }
        return Optional.ofNullable(populations.get(partition));
    }

    private Survey look(int partition, PopulationBook.Look before, BooleanSupplier goesOn) {
        Optional<Instant> reached = Optional.ofNullable(reached(partition));
        Population population = new Population();
        Sample sample = new Sample(settings.sample(), settings.seed());
        stores.visit(partition, (key, person) -> {
            person.portrait(leaf -> !refusals.isRefused(leaf)).ifPresent(portrait -> {
                population.add(portrait, person.label());
                population.judge(portrait, person.label(), before.next(), before.population());
                reached.ifPresent(now -> population.retrospect().add(portrait, now));
                latest.merge(partition, portrait.evaluatedAt(), Surveys::later);
                if (sample.wants(key.value())) {
                    Member member = Member.of(portrait);
                    if (member.isTelling()) {
                        sample.offer(key.value(), member);
                    }
                }
            });
            return goesOn.getAsBoolean();
        });
        return new Survey(population.encode(), sample.encode());
    }

    /**
     * Up to when it is known what people did: the present, but the latest event that the look before has seen while events of long ago
     * come in. Null before the first look.
     */
    private @Nullable Instant reached(int partition) {
        Instant seen = latest.get(partition);
        Instant now = clock.instant();
        return seen == null || seen.isBefore(now) ? seen : now;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
