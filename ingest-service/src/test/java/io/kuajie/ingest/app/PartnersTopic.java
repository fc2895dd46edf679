package io.kuajie.ingest.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The topics that partners write to themselves, which operators create. */
final class PartnersTopic {
    private static final int PARTITIONS = 2;

    private PartnersTopic() {}

    /** Creates the partner's topic where another test has not. @return its name on the broker */
    static String of(String partner) {
        var config = ConfigProvider.getConfig();
        String topic = config.getValue("kuajie.topics.prefix", String.class) + "inbound." + partner;
        Map<String, Object> settings =
                Map.of("bootstrap.servers", config.getValue("kuajie.kafka.bootstrap-servers", String.class));
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Topic %s could not be created.".formatted(topic), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic %s.".formatted(topic), e);
        }
        return topic;
    }
}
