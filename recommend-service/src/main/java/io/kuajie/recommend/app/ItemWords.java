package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.content.Words;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.topics.Themes;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Takes the words of items as the catalogue tells of them, and compares the items on a thread of its own, so that the catalogue is read
 * on meanwhile: a comparison takes many times as long as reading an item. There they are folded into other topics, too, whenever a model
 * with others is put to use.
 */
@Singleton
class ItemWords {
    private static final Logger LOG = Logger.getLogger(ItemWords.class);

    private final Items items;
    private final Likenesses likenesses;
    private final Themes themes;
    private final LiveModels models;
    private final Words words = new Words();
    private final ExecutorService comparing = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("item-words").unstarted(task));

    ItemWords(Items items, Likenesses likenesses, Themes themes, LiveModels models) {
        this.items = items;
        this.likenesses = likenesses;
        this.themes = themes;
        this.models = models;
        models.listen(() -> later(this::useTopics));
    }

    /** The item is in the catalogue, new or changed. @param description empty where there is none */
    void listed(Item item, String description) {
        ItemNode node = items.of(item.key());
        if (item.withdrawn()) {
            unlisted(node);
        } else if (likenesses.put(node.number(), node.shelf().number(), words.of(item, description))) {
            likenesses.text(node.number(), themes::put);
            later(likenesses::compareNext);
        }
    }

    /** The catalogue no longer has the item. */
    void unlisted(ItemNode node) {
        likenesses.remove(node.number());
        themes.remove(node.number());
    }

    @PreDestroy
    void close() {
        comparing.shutdownNow();
    }

    /** Of the model that is in use by now. */
    private void useTopics() {
        LiveModel model = models.current();
        themes.use(model == null ? null : model.topics(), likenesses);
    }

    private void later(Runnable task) {
        try {
            comparing.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The service stops; items are compared after the next start.");
        }
    }
}
