package io.kuajie.embedded;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brokers that work together. Three keep everything three times and take writes while two of them live: one may be killed at any
 * time. One has the cluster for itself.
 */
public final class KafkaCluster implements AutoCloseable {
    private final List<KafkaServer> brokers;

    private KafkaCluster(List<KafkaServer> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    /** Starts three brokers with temporary data and waits for them. @param heapMegabytes of each */
    public static KafkaCluster start(int heapMegabytes) {
        return start(KafkaSettings.temporary().withHeap(heapMegabytes), 3, Progress.logged());
    }

    /**
     * Starts the brokers at the same time and waits for them.
     *
     * @param settings of each; only the first listens on its port, and several keep their data in folders of its folder
     * @throws ServerStartException if one doesn't start; none is left running then
     */
    public static KafkaCluster start(KafkaSettings settings, int brokers, Progress progress) {
        if (brokers == 1) {
            return new KafkaCluster(List.of(KafkaServer.start(settings, progress)));
        }
        Starts starts = new Starts();
        List<CompletableFuture<KafkaServer>> begun = several(settings, brokers).stream()
                .map(each -> starts.begin(() -> KafkaServer.start(each, progress), KafkaServer::close))
                .toList();
        return starts.all(() ->
                new KafkaCluster(begun.stream().map(CompletableFuture::join).toList()));
    }

    private static List<KafkaSettings> several(KafkaSettings settings, int brokers) {
        List<Integer> controllers =
                IntStream.range(0, brokers).map(n -> Ports.free()).boxed().toList();
        String voters = IntStream.range(0, brokers)
                .mapToObj(n -> "%d@127.0.0.1:%d".formatted(n + 1, controllers.get(n)))
                .collect(Collectors.joining(","));
        return IntStream.range(0, brokers)
                .mapToObj(n -> settings.ofNode(n + 1, controllers.get(n), overrides(voters, brokers)))
                .toList();
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
        if (brokers.size() > 1) {
            // In good order the last would wait for a majority that is gone.
            brokers.forEach(KafkaServer::kill);
        }
        brokers.forEach(KafkaServer::close);
    }

    private static Map<String, String> overrides(String voters, int brokers) {
        String copies = Integer.toString(brokers);
        String inSync = Integer.toString(brokers - 1);
        Map<String, String> overrides = new TreeMap<>();
        overrides.put("controller.quorum.voters", voters);
        overrides.put("default.replication.factor", copies);
        overrides.put("min.insync.replicas", inSync);
        overrides.put("offsets.topic.replication.factor", copies);
        overrides.put("transaction.state.log.replication.factor", copies);
        overrides.put("transaction.state.log.min.isr", inSync);
        overrides.put("replica.lag.time.max.ms", "3000");
        return overrides;
    }
}
