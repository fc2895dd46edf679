package io.kuajie.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the catalogue's topics on a broker, for one-machine stacks and tests; on Kubernetes the operator's topic resources
 * do it. Idempotent; partitions of a topic that exists are never changed, because keys would move.
 *
 * @param partitions of each topic that is keyed by leaf or person; the others have {@value #OTHER_PARTITIONS}
 */
public record TopicSetup(String bootstrapServers, String prefix, int partitions, short replication) {
    private static final int OTHER_PARTITIONS = 1;

    public TopicSetup {
        if (partitions < 1) {
            throw new IllegalArgumentException("The partition count (%d) must be positive.".formatted(partitions));
        }
    }

    /** Creates what is missing, in one request. */
    public void ensure() {
        List<NewTopic> topics = TopicCatalog.all().stream().map(this::create).toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (var created : admin.createTopics(topics).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
        }
    }

    private NewTopic create(Topic<?> topic) {
        int count = topic.isCopartitioned() ? partitions : OTHER_PARTITIONS;
        return new NewTopic(topic.on(prefix), count, replication).configs(topic.settings());
    }

    private static void await(String topic, java.util.concurrent.Future<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Topic %s could not be created.".formatted(topic), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic %s.".formatted(topic), e);
        }
    }
}
