package io.kuajie.ingest.app.keys;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When issued keys were used last at any service, read from partner.key-uses; of several words the latest time holds. */
@Startup
@Singleton
class LastUses {
    private final Map<String, Instant> usedAtById = new ConcurrentHashMap<>();
    private final TopicFollower<?> follower;

    LastUses(Platform platform, FollowerHealth health) {
        String topic = platform.nameOf(TopicCatalog.PARTNER_KEY_USES);
        TopicFollower<io.kuajie.events.KeyUse> made = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.PARTNER_KEY_USES),
                (key, use, partition, offset) -> {
                    if (use != null) {
                        usedAtById.merge(
                                use.getId(), use.getUsedAt(), (known, said) -> known.isAfter(said) ? known : said);
                    }
                });
        health.watch(topic, made);
        follower = made;
    }

    /** Empty for a key that nobody has used. */
    Optional<Instant> of(String id) {
        return Optional.ofNullable(usedAtById.get(id));
    }

    @PreDestroy
    void close() {
        follower.close();
    }
}
