package io.kuajie.ingest.app.catalog;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.kernel.ItemKey;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The partners' items: written to catalog.items, and read back from it into memory. */
@ApplicationScoped
public class Catalog {
    private final Delivery delivery;
    private final Platform platform;
    private final FollowerHealth health;
    private final Map<String, CatalogItem> itemByKey = new ConcurrentHashMap<>();
    private volatile @org.jspecify.annotations.Nullable TopicFollower<CatalogItem> follower;

    Catalog(Delivery delivery, Platform platform, FollowerHealth health) {
        this.delivery = delivery;
        this.platform = platform;
        this.health = health;
    }

    void start(@Observes StartupEvent event) {
        String topic = platform.nameOf(TopicCatalog.CATALOG_ITEMS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.CATALOG_ITEMS),
                (key, item, partition, offset) -> {
                    if (item == null) {
                        itemByKey.remove(key);
                    } else {
                        keep(key, item);
                    }
                });
        health.watch(topic, follower);
    }

    Optional<CatalogItem> item(ItemKey key) {
        return Optional.ofNullable(itemByKey.get(key.toString()));
    }

    /** Writes the items and returns when the broker has them; from then on they are read back. */
    void put(List<CatalogItem> items) {
        List<Outbound> records = new ArrayList<>(items.size());
        for (CatalogItem item : items) {
            long at = item.getUpdatedAt().toEpochMilli();
            records.add(delivery.outbound(TopicCatalog.CATALOG_ITEMS, item.getItem(), item, at));
        }
        delivery.deliver(records);
        items.forEach(item -> keep(item.getItem(), item));
    }

    private void keep(String key, CatalogItem item) {
        itemByKey.merge(key, item, (old, fresh) -> fresh.getUpdatedAt().isBefore(old.getUpdatedAt()) ? old : fresh);
    }

    @PreDestroy
    void close() {
        TopicFollower<CatalogItem> running = follower;
        if (running != null) {
            running.close();
        }
    }
}
