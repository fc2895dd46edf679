package io.kuajie.edge;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.Config;

/**
 * What configuration says of Kafka clients in general: how connections are secured, above all. The names are those of Kafka
 * below {@code kafka.}, as Quarkus has them, or in the environment {@code KAFKA_SECURITY_PROTOCOL} and the like.
 */
public final class KafkaSettings {
    private static final int PREFIX = "kafka.".length();

    private KafkaSettings() {}

    /** Settings by Kafka's names; those that not every kind of client has are left out. */
    public static Map<String, Object> of(Config config) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (dotted.startsWith("kafka.") && AdminClientConfig.configNames().contains(dotted.substring(PREFIX))) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(dotted.substring(PREFIX), value));
            }
        }
        return settings;
    }
}
