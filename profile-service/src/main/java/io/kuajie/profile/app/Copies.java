package io.kuajie.profile.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Whether what is stored is held twice: by its owner and by a copy, each lacking no more than {@code acceptable-lag} changes. An
 * instance may be stopped without a gap in answers when every partition has such a holder besides it.
 */
@ApplicationScoped
public class Copies {
    /** Changes that one instance's stores lack, as instances tell each other. */
    record Lags(Map<Integer, Long> behindByPartition) {}

    /**
     * What instances hold.
     *
     * @param instances that the group knows, this one included
     * @param uncovered partitions that fewer than two instances hold up to date
     * @param needingThis partitions that no other instance holds up to date
     * @param holders by partition; those that could not be asked are left out
     */
    public record View(
            int instances, int partitions, List<Integer> uncovered, List<Integer> needingThis, List<Holding> holders) {
        /** Whether this instance may be stopped; one that is alone has nobody to wait for. */
        boolean canSpareThis() {
            return instances == 1 || needingThis.isEmpty();
        }
    }

    /**
     * One partition on one instance.
     *
     * @param at its address, or "here"
     * @param behind changes that it lacks
     */
    public record Holding(int partition, String at, long behind) {}

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int WANTED_HOLDERS = 2;
    private static final String HERE = "here";

    private final ProfileStreams streams;
    private final ProfileStores stores;
    private final Holders holders;
    private final Peers peers;
    private final long acceptableLag;
    private volatile double uncovered = Double.NaN;
    private volatile double behind = Double.NaN;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("copies").unstarted(task));

    Copies(
            ProfileStreams streams,
            ProfileStores stores,
            Holders holders,
            Peers peers,
            ProfileSettings settings,
            MeterRegistry meters) {
        this.streams = streams;
        this.stores = stores;
        this.holders = holders;
        this.peers = peers;
        this.acceptableLag = settings.streams().acceptableLag();
        meters.gauge("kuajie.profile.partitions.uncovered", this, copies -> copies.uncovered);
        meters.gauge("kuajie.profile.copies.behind", this, copies -> copies.behind);
    }

    void start(@Observes StartupEvent event) {
        looking.scheduleWithFixedDelay(this::measure, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        looking.shutdownNow();
    }

    /** Asks every instance what it lacks. @throws NotReadableException before the streams have begun */
    View look() {
        int partitions = streams.partitions().orElseThrow(NotReadableException::new);
        Map<Holders.Holder, Map<Integer, Long>> lagsByHolder = new HashMap<>();
        List<Holding> held = new ArrayList<>();
        List<Integer> uncovered = new ArrayList<>();
        List<Integer> needingThis = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            int upToDate = 0;
            int elsewhere = 0;
            for (Holders.Holder holder : holders.of(partition)) {
                Long lag = lagsByHolder.computeIfAbsent(holder, this::lags).get(partition);
                if (lag != null) {
                    held.add(new Holding(partition, nameOf(holder), lag));
                    boolean isUpToDate = lag <= acceptableLag;
                    upToDate += isUpToDate ? 1 : 0;
                    elsewhere += isUpToDate && holder instanceof Holders.Holder.There ? 1 : 0;
                }
            }
            if (upToDate < WANTED_HOLDERS) {
                uncovered.add(partition);
            }
            if (elsewhere == 0) {
                needingThis.add(partition);
            }
        }
        return new View(lagsByHolder.size(), partitions, uncovered, needingThis, held);
    }

    private Map<Integer, Long> lags(Holders.Holder holder) {
        try {
            return switch (holder) {
                case Holders.Holder.Here here -> stores.lags();
                case Holders.Holder.There there -> peers.lags(there.at()).behindByPartition();
            };
        } catch (NotReadableException e) {
            return Map.of();
        }
    }

    private static String nameOf(Holders.Holder holder) {
        return switch (holder) {
            case Holders.Holder.Here here -> HERE;
            case Holders.Holder.There there -> nameOf(there.at());
        };
    }

    private static String nameOf(HostInfo at) {
        return at.host() + ":" + at.port();
    }

    private void measure() {
        try {
            View seen = look();
            uncovered = seen.uncovered().size();
            behind = seen.holders().stream()
                    .filter(holding -> holding.at().equals(HERE))
                    .mapToLong(Holding::behind)
                    .max()
                    .orElse(0);
        } catch (RuntimeException e) {
            // Not readable yet, or no longer: nothing is known.
            uncovered = Double.NaN;
            behind = Double.NaN;
        }
    }
}
