package io.kuajie.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brokers that keep everything three times and take writes while two of three live: one may be killed at any time. */
public final class KafkaCluster implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final String COPIES = Integer.toString(BROKERS);
    private static final String IN_SYNC = Integer.toString(BROKERS - 1);

    private final List<KafkaServer> brokers;

    private KafkaCluster(List<KafkaServer> brokers) {
        this.brokers = brokers;
    }

    /** Starts three brokers with temporary data at the same time and waits for them. @param heapMegabytes of each */
    public static KafkaCluster start(int heapMegabytes) {
        List<Integer> controllers =
                IntStream.range(0, BROKERS).map(n -> Ports.free()).boxed().toList();
        String voters = IntStream.range(0, BROKERS)
                .mapToObj(n -> "%d@127.0.0.1:%d".formatted(n + 1, controllers.get(n)))
                .collect(Collectors.joining(","));
        List<CompletableFuture<KafkaServer>> starts = new ArrayList<>();
        for (int n = 0; n < BROKERS; n++) {
            KafkaSettings settings = new KafkaSettings(
                    null,
                    Ports.free(),
                    controllers.get(n),
                    heapMegabytes,
                    true,
                    "another start, which picks others",
                    overrides(n + 1, voters));
            starts.add(CompletableFuture.supplyAsync(
                    () -> KafkaServer.start(settings),
                    task -> Thread.ofPlatform().start(task)));
        }
        try {
            return new KafkaCluster(starts.stream().map(CompletableFuture::join).toList());
        } catch (CompletionException e) {
            starts.forEach(start -> start.thenAccept(KafkaServer::close)
                    .exceptionally(failure -> null)
                    .join());
            throw e.getCause() instanceof ServerStartException reason ? reason : e;
        }
    }

    /** As Kafka clients take it: all brokers. */
    public String bootstrapServers() {
        return brokers.stream().map(KafkaServer::bootstrapServers).collect(Collectors.joining(","));
    }

    public List<KafkaServer> brokers() {
        return brokers;
    }

    @Override
    public void close() {
        brokers.forEach(KafkaServer::kill);
        brokers.forEach(KafkaServer::close);
    }

    private static Map<String, String> overrides(int node, String voters) {
        Map<String, String> overrides = new TreeMap<>();
        overrides.put("node.id", Integer.toString(node));
        overrides.put("controller.quorum.voters", voters);
        overrides.put("default.replication.factor", COPIES);
        overrides.put("min.insync.replicas", IN_SYNC);
        overrides.put("offsets.topic.replication.factor", COPIES);
        overrides.put("transaction.state.log.replication.factor", COPIES);
        overrides.put("transaction.state.log.min.isr", IN_SYNC);
        overrides.put("replica.lag.time.max.ms", "3000");
        return overrides;
    }
}
