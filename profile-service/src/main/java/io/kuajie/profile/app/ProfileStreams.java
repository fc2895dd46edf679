package io.kuajie.profile.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.events.Behavior;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Profile;
import io.kuajie.profile.topology.BehaviorGlance;
import io.kuajie.profile.topology.ProfileRules;
import io.kuajie.profile.topology.ProfileSerdes;
import io.kuajie.profile.topology.ProfileTopology;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of the streams: they start when cluster models, segments, erasures and refusals are known (labels and memberships would be
 * lost otherwise, and the forgotten would come back), replace a thread that fails, and leave their group on a clean stop unless they have
 * a lasting name.
 */
@ApplicationScoped
public class ProfileStreams {
    private static final Logger LOG = Logger.getLogger(ProfileStreams.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Platform platform;
    private final ProfileSettings settings;
    private final ClusterBook clusters;
    private final SegmentBook segments;
    private final ErasureBook erasures;
    private final RefusalBook refusals;
    private final PartnerBook partners;
    private final ToneBook tones;
    private final KeyRing keys;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LocalState localState;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable ProfileRules rules;
    private volatile int partitions;
    private volatile boolean hasBeenRunning;
    private @Nullable KafkaStreamsMetrics metrics;
    private volatile boolean isStopped;

    public ProfileStreams(
            Platform platform,
            ProfileSettings settings,
            ClusterBook clusters,
            SegmentBook segments,
            ErasureBook erasures,
            RefusalBook refusals,
            PartnerBook partners,
            ToneBook tones,
            KeyRing keys,
            MeterRegistry meters,
            Clock clock) {
        this.localState = new LocalState(
                Path.of(settings.streams().stateDir()),
                Generation.of(platform, settings.streams()).applicationId(),
                clock);
        this.platform = platform;
        this.settings = settings;
        this.clusters = clusters;
        this.segments = segments;
        this.erasures = erasures;
        this.refusals = refusals;
        this.partners = partners;
        this.tones = tones;
        this.keys = keys;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        CompletableFuture.allOf(
                        clusters.caughtUp(),
                        segments.caughtUp(),
                        erasures.caughtUp(),
                        refusals.caughtUp(),
                        tones.caughtUp())
                .thenAcceptAsync(
                        done -> begin(Partitions.of(platform, TopicCatalog.BEHAVIOR_CLEAN)),
                        task -> Thread.ofVirtual().name("start-streams").start(task))
                .exceptionally(failure -> {
                    LOG.error("The streams can't start", failure);
                    return null;
                });
    }

    private void begin(int inputs) {
        int spread = settings.streams().partitions().orElse(inputs);
        carryOver(spread);
        begin(spread, spread != inputs);
    }

    /** Takes the place of the generation before. */
    private void carryOver(int spread) {
        Generation generation = Generation.of(platform, settings.streams());
        try (GroupOffsets groups = new GroupOffsets(platform.kafka())) {
            if (groups.isOver(generation)) {
                throw new IllegalStateException(
                        "A later generation of the streams has taken the place of %s; start with its kuajie.streams.generation and number of partitions."
                                .formatted(generation));
            }
        }
        if (!generation.isFirst()) {
            try (Growth growth = new Growth(
                    platform.kafka(),
                    generation,
                    spread,
                    StreamsConfiguration.changeLogSettings(),
                    new CopyPace(settings.streams().carryOverRate()),
                    clock,
                    () -> isStopped)) {
                growth.carryOver();
            }
        }
    }

    private synchronized void begin(int partitions, boolean isSpread) {
        if (isStopped) {
            return;
        }
        Consumer<String> skipped = reason ->
                meters.counter("kuajie.profile.skipped", "reason", reason).increment();
        ProfileRules made = rules(skipped);
        rules = made;
        var topology = new ProfileTopology(platform.prefix(), partitions, isSpread, serdes(platform), made);
        KafkaStreams begun = new KafkaStreams(
                topology.get(), StreamsConfiguration.of(platform, settings.streams(), skipped), new StreamsClients());
        begun.setStateListener((now, before) -> hasBeenRunning |= now == KafkaStreams.State.RUNNING);
        begun.setUncaughtExceptionHandler(failure -> {
            LOG.error("A stream thread failed and is replaced", failure);
            meters.counter("kuajie.profile.threads.replaced").increment();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        KafkaStreamsMetrics bound = new KafkaStreamsMetrics(begun);
        bound.bindTo(meters);
        metrics = bound;
        this.partitions = partitions;
        streams = begun;
        localState.prepare(begun);
        begun.start();
        localState.follow(this::isRunning);
    }

    void stop(@Observes ShutdownEvent event) {
        isStopped = true;
        close();
    }

    private synchronized void close() {
        KafkaStreams running = streams;
        KafkaStreamsMetrics bound = metrics;
        if (running != null && bound != null) {
            var membership = settings.streams().instanceId().isPresent()
                    ? GroupMembershipOperation.REMAIN_IN_GROUP
                    : GroupMembershipOperation.LEAVE_GROUP;
            running.close(CloseOptions.timeout(STOP_LIMIT).withGroupMembershipOperation(membership));
            bound.close();
        }
        localState.close();
    }

    /** For queries; empty until what must be known before is known. */
    Optional<KafkaStreams> streams() {
        return Optional.ofNullable(streams);
    }

    /** How many partitions people are spread over; empty until it is known. */
    OptionalInt partitions() {
        return streams == null ? OptionalInt.empty() : OptionalInt.of(partitions);
    }

    /** By which events are counted. @throws IllegalStateException before the streams have begun */
    ProfileRules rules() {
        ProfileRules made = rules;
        if (made == null) {
            throw new IllegalStateException("The streams have not begun; ask again when the service is ready.");
        }
        return made;
    }

    /** What the streams are doing. */
    KafkaStreams.State state() {
        KafkaStreams begun = streams;
        return begun == null ? KafkaStreams.State.CREATED : begun.state();
    }

    /** Whether every partition is assigned and restored. */
    public boolean isRunning() {
        return state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Whether there is something to answer from: every partition of its own was restored once, and the streams live. Partitions that
     * move later are answered for by their former or coming owner.
     */
    public boolean isServing() {
        return hasBeenRunning && state().isRunningOrRebalancing();
    }

    private static ProfileSerdes serdes(Platform platform) {
        AvroSerde<Behavior> behavior = platform.serdeOf(TopicCatalog.BEHAVIOR_CLEAN);
        return new ProfileSerdes(
                Serdes.serdeFrom(behavior, new BehaviorGlance(behavior, behavior::startOfOwn)),
                platform.serdeOf(TopicCatalog.IDENTITY_LINKS),
                platform.serdeOf(TopicCatalog.PRIVACY_ERASURES),
                AvroSerde.of(platform.registry(), LeafSnapshot.class),
                () -> header(platform),
                platform.serdeOf(TopicCatalog.PROFILE_SEGMENTS));
    }

    /** As the registry's serde begins a record: a zero and the schema's id, which the registry tells once. */
    private static byte[] header(Platform platform) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 0)
                .putInt(platform.registry().idOf(Profile.getClassSchema()))
                .array();
    }

    private ProfileRules rules(Consumer<String> skipped) {
        var sweep = settings.profile().relabelling();
        return new ProfileRules(
                partners::rulesOf,
                partners.clocks(),
                tones.tone(),
                clusters::active,
                segments::active,
                keys::domainOf,
                erasures,
                refusals,
                skipped,
                new ProfileRules.Sweep(sweep.pause(), sweep.batch(), sweep.round()));
    }
}
