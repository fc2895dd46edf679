package io.kuajie.profile.app;

import io.kuajie.edge.BackgroundThreads;
import io.kuajie.profile.domain.cluster.ClusterFitter;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * Looks at people, on one quiet thread of its own that never spends more than about a twentieth of the time on it: sums up what
 * all of them show, and on the instance that owns partition 0, of which there is one, fits a cluster model where one is due.
 */
@ApplicationScoped
public class ClusterJob {
    private static final Logger LOG = Logger.getLogger(ClusterJob.class);
    private static final int REST_RATIO = 20;
    private static final int FITTING_PARTITION = 0;

    private final ProfileStreams streams;
    private final ProfileStores stores;
    private final Surveys surveys;
    private final ClusterBook book;
    private final ClusterPublisher publisher;
    private final PopulationBook populations;
    private final ProfileSettings.Clusters settings;
    private final ClusterFitter fitter;
    private final Clock clock;
    /** How much worse the centres serve than at the fit; 1 for no worse, NaN before the first look and where another instance fits. */
    private volatile double drift = Double.NaN;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("cluster-fit"));

    public ClusterJob(
            ProfileStreams streams,
            ProfileStores stores,
            Surveys surveys,
            ClusterBook book,
            ClusterPublisher publisher,
            PopulationBook populations,
            ProfileSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.streams = streams;
        this.stores = stores;
        this.surveys = surveys;
        this.book = book;
        this.publisher = publisher;
        this.populations = populations;
        this.settings = settings.profile().clusters();
        this.fitter = new ClusterFitter(this.settings.k(), this.settings.seed());
        this.clock = clock;
        meters.gauge("kuajie.profile.clusters.drift", this, job -> job.drift);
        meters.gauge("kuajie.profile.clusters.silhouette", book, known -> quality(known, Clusters::silhouette));
        meters.gauge("kuajie.profile.clusters.sse", book, known -> quality(known, Clusters::sse));
        meters.gauge("kuajie.profile.clusters.people", book, known -> quality(known, model -> (double) model.people()));
    }

    private static double quality(ClusterBook book, ToDoubleFunction<Clusters> figure) {
        return book.active().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    void start(@Observes StartupEvent event) {
        schedule(settings.interval());
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void schedule(Duration delay) {
        try {
            executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping; no further fit");
        }
    }

    private void run() {
        long began = System.nanoTime();
        try {
            OptionalInt partitions = streams.partitions();
            if (streams.isRunning() && partitions.isPresent()) {
                surveys.look(populations.latest(), () -> !executor.isShutdown());
                populations.put(surveys.everybody(partitions.getAsInt()));
                if (stores.partitions().contains(FITTING_PARTITION)) {
                    surveys.sample(partitions.getAsInt()).ifPresent(this::fitIfDue);
                } else {
                    drift = Double.NaN;
                }
            }
        } catch (WebApplicationException e) {
            LOG.debug("Profiles are not readable now; the next look is soon");
        } catch (RuntimeException e) {
            LOG.error("Fitting clusters failed; it will be tried again", e);
        } finally {
            Duration rest = Duration.ofNanos((System.nanoTime() - began) * REST_RATIO);
            schedule(rest.compareTo(settings.interval()) > 0 ? rest : settings.interval());
        }
    }

    private void fitIfDue(List<Member> members) {
        Optional<Clusters> active = book.active();
        drift = active.filter(model -> !members.isEmpty())
                .map(model -> ClusterFitter.drift(model, members))
                .orElse(Double.NaN);
        boolean isDue =
                active.map(clusters -> ClusterFitter.isDue(clusters, members)).orElse(true);
        if (members.size() >= settings.minPeople() && isDue) {
            List<Clusters> models = book.models();
            Clusters fitted =
                    fitter.fit(nextModel(active), members, ClusterFitter.Before.of(active, models), clock.instant());
            publisher.publish(fitted, models);
            LOG.infof(
                    "Fitted cluster model %s: %d groups in %d families on %d people, silhouette %.3f",
                    fitted.model(),
                    fitted.groups().size(),
                    fitted.families().size(),
                    fitted.people(),
                    fitted.silhouette());
        }
    }

    private static String nextModel(Optional<Clusters> active) {
        long last = active.map(Clusters::model)
                .filter(model -> model.matches("kmeans-[0-9]{1,18}"))
                .map(model -> Long.parseLong(model.substring("kmeans-".length())))
                .orElse(0L);
        return "kmeans-" + (last + 1);
    }
}
