package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Erasure;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Link;
import io.kuajie.events.Profile;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.tone.LearntTone;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in a driver, with what it wrote and what it stores at hand. */
final class Harness implements AutoCloseable {
    static final HalfLife HALF_LIFE = HalfLife.ofDays(30);
    private static final String SNAPSHOTS = "profile-leaf-snapshots-repartition";
    private static final ProfileSerdes SERDES = new ProfileSerdes(
            PlainAvro.of(Behavior.class),
            PlainAvro.of(Link.class),
            PlainAvro.of(Erasure.class),
            PlainAvro.of(LeafSnapshot.class),
            () -> PlainAvro.header(Profile.getClassSchema()),
            PlainAvro.of(SegmentMembership.class));

    private static final AtomicInteger STARTED = new AtomicInteger();

    final List<String> skipped = new ArrayList<>();
    /** The latest profile of each person that is not a tombstone. */
    final Map<String, Profile> profiles = new TreeMap<>();

    /** The latest word on each membership, by key. */
    final Map<String, SegmentMembership> memberships = new TreeMap<>();

    private final KnownErasures erasures;
    final KnownRefusals refusals = new KnownRefusals();
    /** How each partner's behaviour is counted. */
    Function<PartnerId, PartnerRules> partners = partner -> new PartnerRules(HALF_LIFE, Map.of());

    final LearntTone tone = new LearntTone();
    Optional<Clusters> clusters = Optional.empty();
    Segments segments = Segments.NONE;
    int written;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Behavior> behavior;
    private final TestInputTopic<String, Link> links;
    private final TestInputTopic<String, Erasure> demands;
    private final TestOutputTopic<String, SegmentMembership> profileSegments;
    private final TestInputTopic<String, LeafSnapshot> snapshotsIn;
    private final TestOutputTopic<String, LeafSnapshot> snapshotsOut;
    private final TestOutputTopic<String, Profile> profileState;

    Harness() {
        this(new KnownErasures());
    }

    /** @param erasures demands that are known from the start */
    Harness(KnownErasures erasures) {
        this.erasures = erasures;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "profile");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        // What another run left behind is not taken up.
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                "target/streams-of-tests/" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet());
        driver = new TopologyTestDriver(topology().get(), properties, Instant.parse("2026-01-01T00:00:00Z"));
        var text = Serdes.String();
        behavior = driver.createInputTopic(
                TopicCatalog.BEHAVIOR_CLEAN.name(),
                text.serializer(),
                SERDES.behavior().serializer());
        links = driver.createInputTopic(
                TopicCatalog.IDENTITY_LINKS.name(),
                text.serializer(),
                SERDES.link().serializer());
        demands = driver.createInputTopic(
                TopicCatalog.PRIVACY_ERASURES.name(),
                text.serializer(),
                SERDES.erasure().serializer());
        profileSegments = driver.createOutputTopic(
                TopicCatalog.PROFILE_SEGMENTS.name(),
                text.deserializer(),
                SERDES.segment().deserializer());
        snapshotsIn = driver.createInputTopic(
                SNAPSHOTS, text.serializer(), SERDES.snapshot().serializer());
        snapshotsOut = driver.createOutputTopic(
                SNAPSHOTS, text.deserializer(), SERDES.snapshot().deserializer());
        profileState = driver.createOutputTopic(
                TopicCatalog.PROFILE_STATE.name(),
                text.deserializer(),
                PlainAvro.of(Profile.class).deserializer());
    }

    ProfileTopology topology() {
        return new ProfileTopology("", 1, false, SERDES, rules());
    }

    /** What the topology is told. */
    ProfileRules rules() {
        return new ProfileRules(
                partner -> partners.apply(partner),
                new LocalClocks(ZoneId.of("Asia/Shanghai")),
                tone,
                () -> clusters,
                () -> segments,
                partner -> Optional.of(new Domain(partner.value().equals("academy") ? "course" : "beauty")),
                erasures,
                refusals,
                skipped::add,
                new ProfileRules.Sweep(Duration.ofMillis(200), 3, Duration.ofSeconds(1)));
    }

    void send(Behavior event) {
        behavior.pipeInput(event.getLeaf(), event, event.getReceivedAt());
        take();
    }

    void send(Link link) {
        links.pipeInput(link.getAlias(), link, link.getLinkedAt());
        take();
    }

    void send(String leaf, @Nullable Link tombstone) {
        links.pipeInput(leaf, tombstone);
        take();
    }

    void erase(LeafKey leaf, Instant at) {
        send(new Erasure(leaf.toString(), "request-1", at));
    }

    void send(Erasure demand) {
        demands.pipeInput(demand.getLeaf(), demand, demand.getRequestedAt());
        take();
    }

    void send(Step step) {
        switch (step) {
            case Step.Event event -> send(event.record());
            case Step.Word word -> send(word.record());
            case Step.Demand demand -> send(demand.record());
        }
    }

    void send(TestRecord<String, LeafSnapshot> snapshot) {
        snapshotsIn.pipeInput(snapshot);
        take();
    }

    /** The latest profile of this person. @throws NullPointerException if there is none */
    Profile profile(String person) {
        return Objects.requireNonNull(profiles.get(person));
    }

    /** Snapshots that went through the internal topic since the last call. */
    List<TestRecord<String, LeafSnapshot>> snapshots() {
        return snapshotsOut.readRecordsToList();
    }

    boolean isIn(String person, String segment) {
        SegmentMembership latest = memberships.get(SegmentKeys.of(person, segment));
        return latest != null && latest.getEntered();
    }

    /** Time passes at once. */
    void jump(Duration time) {
        driver.advanceWallClockTime(time);
        take();
    }

    void pass(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 100) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
        take();
    }

    Map<String, byte[]> stored(String store) {
        Map<String, byte[]> stored = new TreeMap<>();
        KeyValueStore<String, byte[]> open = driver.getKeyValueStore(store);
        try (KeyValueIterator<String, byte[]> all = open.all()) {
            all.forEachRemaining(entry -> stored.put(entry.key, entry.value));
        }
        return stored;
    }

    void restore(String store, Map<String, byte[]> content) {
        KeyValueStore<String, byte[]> open = driver.getKeyValueStore(store);
        content.forEach(open::put);
    }

    @Nullable
    String mark() {
        KeyValueStore<String, String> marks = driver.getKeyValueStore(ProfileTopology.SWEEP);
        return marks.get("labelled-with");
    }

    @Override
    public void close() {
        driver.close();
    }

    private void take() {
        for (var record : profileSegments.readKeyValuesToList()) {
            if (record.value == null) {
                memberships.remove(record.key);
            } else {
                memberships.put(record.key, record.value);
            }
        }
        for (var record : profileState.readKeyValuesToList()) {
            written++;
            if (record.value == null) {
                profiles.remove(record.key);
            } else {
                profiles.put(record.key, record.value);
            }
        }
    }
}
