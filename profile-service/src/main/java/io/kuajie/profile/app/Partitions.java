package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;

/** How many partitions a topic has; asked until the brokers answer and the topic is there. */
final class Partitions {
    private static final Logger LOG = Logger.getLogger(Partitions.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Partitions() {}

    static int of(Platform platform, Topic<?> topic) {
        String name = platform.nameOf(topic);
        try (Admin admin = Admin.create(platform.kafka())) {
            while (true) {
                try {
                    Map<String, TopicDescription> found =
                            admin.describeTopics(List.of(name)).allTopicNames().get();
                    return found.values().iterator().next().partitions().size();
                } catch (ExecutionException e) {
                    LOG.warnf("Topic %s can't be described yet (%s); asking again", name, e.getMessage());
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for topic " + name, e);
        }
    }
}
