package io.kuajie.ingest.app.catalog;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.TopicOffsets;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.kernel.ItemKey;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partners' items: written to catalog.items, and read back from it into memory. */
@ApplicationScoped
public class Catalog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Delivery delivery;
    private final Platform platform;
    private final FollowerHealth health;
    /** In the order of keys, for search. */
    private final ConcurrentNavigableMap<String, ShelfItem> shelf = new ConcurrentSkipListMap<>();
    /** The same without order, for cleaning, which asks for each event. */
    private final Map<String, ShelfItem> itemByKey = new ConcurrentHashMap<>();

    private volatile @Nullable TopicFollower<CatalogItem> follower;
    private volatile @Nullable TopicOffsets offsets;

    Catalog(Delivery delivery, Platform platform, FollowerHealth health) {
        this.delivery = delivery;
        this.platform = platform;
        this.health = health;
    }

    /** Before cleaning, which asks the catalogue. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        String topic = platform.nameOf(TopicCatalog.CATALOG_ITEMS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.CATALOG_ITEMS),
                (key, item, partition, offset) -> {
                    if (item == null) {
                        itemByKey.remove(key);
                        shelf.remove(key);
                    } else {
                        keep(key, item);
                    }
                });
        offsets = new TopicOffsets(platform.kafka(), "ingest-catalog");
        health.watch(topic, follower);
    }

    Optional<CatalogItem> item(ItemKey key) {
        return item(key.toString());
    }

    /** What cleaning needs to know of an item. */
    public Completion.@Nullable KnownItem find(String key) {
        ShelfItem found = itemByKey.get(key);
        return found == null ? null : found.known();
    }

    /** @param key partner:id */
    public Optional<CatalogItem> item(String key) {
        return Optional.ofNullable(itemByKey.get(key)).map(ShelfItem::item);
    }

    /** Completes when everything that had been written before the start is known. */
    public CompletableFuture<Void> caughtUp() {
        return Objects.requireNonNull(follower).caughtUp();
    }

    /**
     * Returns when everything is known that other instances had written by now.
     *
     * @throws WebApplicationException 503 if the broker does not tell in time
     */
    void readToEnd() {
        try {
            Map<TopicPartition, Long> ends =
                    Objects.requireNonNull(offsets).ends(platform.nameOf(TopicCatalog.CATALOG_ITEMS));
            Objects.requireNonNull(follower)
                    .reached(ends)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException | ExecutionException e) {
            throw Requests.later(503, "The catalogue can't be read at present; send this again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; send this again.", e);
        }
    }

    /** A page of what was looked for. @param next null at the end; total of all pages */
    record Found(List<CatalogItem> items, CatalogQuery.@Nullable Place next, long total) {}

    /** Looks through all items of the partner, or all there are. */
    Found search(CatalogQuery query) {
        NavigableMap<CatalogQuery.Place, ShelfItem> page = new TreeMap<>();
        long total = 0;
        boolean hasMore = false;
        for (ShelfItem item : shelf(query).values()) {
            Optional<CatalogQuery.Place> place = item.place(query);
            if (place.isEmpty()) {
                continue;
            }
            total++;
            if (query.after() == null || place.get().compareTo(query.after()) > 0) {
                page.put(place.get(), item);
                if (page.size() > query.limit()) {
                    page.pollLastEntry();
                    hasMore = true;
                }
            }
        }
        return new Found(page.values().stream().map(ShelfItem::item).toList(), hasMore ? page.lastKey() : null, total);
    }

    private Map<String, ShelfItem> shelf(CatalogQuery query) {
        // A semicolon follows the colon.
        return query.partner() == null ? shelf : shelf.subMap(query.partner() + ":", query.partner() + ";");
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
        ShelfItem kept = itemByKey.merge(
                key,
                ShelfItem.of(item),
                (old, fresh) -> fresh.item().getUpdatedAt().isBefore(old.item().getUpdatedAt()) ? old : fresh);
        shelf.put(key, Objects.requireNonNull(kept));
    }

    @PreDestroy
    void close() {
        TopicFollower<CatalogItem> running = follower;
        if (running != null) {
            running.close();
        }
        TopicOffsets asked = offsets;
        if (asked != null) {
            asked.close();
        }
    }
}
