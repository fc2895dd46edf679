package io.kuajie.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to run a broker.
 *
 * @param data folder that is kept; null for a temporary one
 * @param port of the clients' listener on the loopback address; 0 for a free one
 * @param controllerPort of the controller's listener; 0 for a free one
 * @param heapMegabytes the broker's heap; the process takes about 150 MB more
 * @param quick whether it starts soon rather than runs fast: its code is then never compiled with all optimisations
 * @param portSetting what the user changes to move the port, for error messages
 * @param overrides further broker settings, which win over the defaults of {@link KafkaServer}
 */
public record KafkaSettings(
        @Nullable Path data,
        int port,
        int controllerPort,
        int heapMegabytes,
        boolean quick,
        String portSetting,
        Map<String, String> overrides) {
    private static final int TEST_HEAP = 384;
    private static final int HEAP = 512;

    public KafkaSettings {
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException(
                    "The heap (%d MB) of Kafka must be at least 128 MB.".formatted(heapMegabytes));
        }
        overrides = Map.copyOf(overrides);
    }

    /** For a test: free ports, data that is deleted. */
    public static KafkaSettings temporary() {
        return new KafkaSettings(null, 0, 0, TEST_HEAP, true, "the port setting of Kafka", Map.of());
    }

    /** For a measurement: free ports, data that is deleted, and all else as where data is kept. */
    public static KafkaSettings measured() {
        return new KafkaSettings(null, 0, 0, HEAP, false, "the port setting of Kafka", Map.of());
    }

    /** Data that is kept from start to start. */
    public static KafkaSettings keptIn(Path data, int port) {
        return new KafkaSettings(data, port, 0, HEAP, false, "the port setting of Kafka", Map.of());
    }

    public KafkaSettings withHeap(int megabytes) {
        return new KafkaSettings(data, port, controllerPort, megabytes, quick, portSetting, overrides);
    }

    /** @param name the flag or variable that moves the port, such as {@code --kafka-port} */
    public KafkaSettings withPortSetting(String name) {
        return new KafkaSettings(data, port, controllerPort, heapMegabytes, quick, name, overrides);
    }

    public KafkaSettings with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(overrides);
        more.put(setting, value);
        return new KafkaSettings(data, port, controllerPort, heapMegabytes, quick, portSetting, more);
    }

    /** The same for one of several brokers, with a port and a folder of its own. @param node its id, from 1 */
    KafkaSettings ofNode(int node, int ownControllerPort, Map<String, String> shared) {
        Map<String, String> more = new TreeMap<>(overrides);
        more.putAll(shared);
        more.put("node.id", Integer.toString(node));
        return new KafkaSettings(
                data == null ? null : data.resolve(Integer.toString(node)),
                node == 1 ? port : 0,
                ownControllerPort,
                heapMegabytes,
                quick,
                portSetting,
                more);
    }
}
