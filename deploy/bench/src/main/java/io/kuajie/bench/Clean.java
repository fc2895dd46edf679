package io.kuajie.bench;

import io.kuajie.events.Behavior;
import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.ingest.topology.CleaningTopology;
import io.kuajie.ingest.topology.RawBytes;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.TopicCatalog;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Events a second through cleaning, against a relay that gets and puts one entry a record in a bare RocksDB and writes the bytes that
 * cleaning would. Both run in this process, one at a time, over the same records; every record has a message id and a person of its
 * own draw, so no key is hot and the store grows by an entry a record on both sides.
 */
final class Clean implements Bench {
    private static final int RECORDS = 300_000;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 5;
    private static final int USERS = 100_000;
    private static final long MEMORY_BYTES = 64L * 1024 * 1024;
    private static final double NANOS = 1e9;

    private long nextMessage;

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public String description() {
        return "events/s raw to clean, against a relay with one bare RocksDB get and put a record";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig();
                SchemaRegistry registry = new SchemaRegistry(rig.registryUrl());
                Relay relay = new Relay(rig.bootstrapServers(), TopicCatalog.BEHAVIOR_RAW.name(), MEMORY_BYTES)) {
            RawBytes writer = new RawBytes(registry.idOf(RawBehavior.getClassSchema()));
            try (KafkaStreams cleaning = cleaning(rig, registry);
                    TopicEnd cleaned = new TopicEnd(rig.bootstrapServers(), TopicCatalog.BEHAVIOR_CLEAN.name())) {
                cleaning.start();
                while (cleaning.state() != KafkaStreams.State.RUNNING) {
                    Thread.sleep(100);
                }
                out.printf(
                        "  %-6s %14s %14s %8s %16s %16s%n",
                        "round", "clean events/s", "relay events/s", "ratio", "clean cpu us", "relay cpu us");
                List<double[]> rounds = new ArrayList<>();
                for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
                    double[] row = round(rig, writer, cleaning, cleaned, relay);
                    out.printf(
                            "  %-6s %14.0f %14.0f %8.3f %16.2f %16.2f%n",
                            round < 1 ? "warm" : round, row[0], row[1], row[2], row[3], row[4]);
                    if (round >= 1) {
                        rounds.add(row);
                    }
                }
                out.printf(
                        "  %d bytes a raw record%n",
                        record(writer, new SplittableRandom(1)).value().length);
                return new Result(
                        "clean", Medians.of(rounds, 2), Medians.of(rounds, 0), Medians.of(rounds, 1), Double.NaN);
            }
        }
    }

    private double[] round(DoorRig rig, RawBytes writer, KafkaStreams cleaning, TopicEnd cleaned, Relay relay)
            throws Exception {
        cleaning.pause();
        fill(rig, writer);
        cleaned.mark();
        double cpu = ownCpuSeconds();
        long start = System.nanoTime();
        cleaning.resume();
        cleaned.awaitMore(RECORDS);
        double ours = RECORDS * NANOS / (System.nanoTime() - start);
        double oursCpu = (ownCpuSeconds() - cpu) * 1e6 / RECORDS;
        cleaning.pause();
        cpu = ownCpuSeconds();
        double plain = RECORDS * NANOS / relay.run(RECORDS);
        double plainCpu = (ownCpuSeconds() - cpu) * 1e6 / RECORDS;
        return new double[] {ours, plain, ours / plain, oursCpu, plainCpu};
    }

    private static double ownCpuSeconds() {
        return CpuTime.secondsOf(List.of(ProcessHandle.current().pid()));
    }

    private void fill(DoorRig rig, RawBytes writer) {
        SplittableRandom random = new SplittableRandom(nextMessage);
        try (var producer = RawTopic.producer(rig.bootstrapServers())) {
            for (int n = 0; n < RECORDS; n++) {
                RawTopic.Bytes record = record(writer, random);
                producer.send(new ProducerRecord<>(TopicCatalog.BEHAVIOR_RAW.name(), record.key(), record.value()));
            }
        }
    }

    private RawTopic.Bytes record(RawBytes writer, SplittableRandom random) {
        LeafKey leaf = new LeafKey(new PartnerId("academy"), "p%021d".formatted(random.nextInt(USERS)));
        long now = System.currentTimeMillis();
        int item = random.nextInt(10_000);
        RawEvent event = new RawEvent(
                leaf,
                false,
                "00000000-0000-4000-8000-%012d".formatted(nextMessage++),
                "track",
                "Product Viewed",
                "browse",
                "course",
                now - 1000,
                now,
                new Details(
                        "academy:c" + item,
                        "c7",
                        1,
                        new Money(12_900, "CNY"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new Client("zh-CN", "Asia/Shanghai", "desktop", "/course/java"),
                "{\"coupon\":\"\",\"position\":7,\"list\":\"home\"}",
                Origin.http("analytics.js"));
        return new RawTopic.Bytes(
                leaf.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), writer.of(event, leaf.toString()));
    }

    private static KafkaStreams cleaning(DoorRig rig, SchemaRegistry registry) throws Exception {
        var records = new CleaningTopology.Records(
                AvroSerde.of(registry, RawBehavior.class),
                () -> registry.idOf(RawBehavior.getClassSchema()),
                () -> registry.idOf(Behavior.getClassSchema()),
                AvroSerde.of(registry, io.kuajie.events.RejectedBehavior.class));
        var topology = new CleaningTopology(
                "",
                records,
                Policies.standard(Set.of(new PartnerId("academy"))),
                new Normalisation(java.util.Map.of()),
                new Completion(java.util.Map.<String, Completion.KnownItem>of()::get),
                Duration.ofHours(24),
                OutcomeListener.NONE);
        var settings = new CleaningSetup.Settings(
                Files.createTempDirectory("kuajie-bench-state").toString(),
                1,
                Duration.ofMillis(100),
                null,
                MEMORY_BYTES,
                Duration.ofDays(1));
        return new KafkaStreams(
                topology.get(),
                CleaningSetup.properties(Map.of("bootstrap.servers", rig.bootstrapServers()), "", settings));
    }
}
