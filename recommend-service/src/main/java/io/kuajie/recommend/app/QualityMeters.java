package io.kuajie.recommend.app;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.quality.Figures;
import io.kuajie.recommend.domain.quality.ListQuality;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What {@code /q/metrics} tells of the lists that this instance served, and of what became of lists by the kind of their model. */
@Singleton
class QualityMeters implements Feedback.Listener {
    private static final String NO_MODEL = "none";

    private final MeterRegistry registry;
    private final Items items;
    private final ListQuality quality;
    private final LiveModels models;
    private final Map<PartnerId, Counter> placesByPartner = new HashMap<>();
    private final MultiGauge modelInfo;
    private String model = "";

    QualityMeters(MeterRegistry registry, Items items, ListQuality quality, LiveModels models) {
        this.registry = registry;
        this.items = items;
        this.quality = quality;
        this.models = models;
        gauge(
                "kuajie.recommend.coverage",
                "Share of the items that may be shown which lists of the last window showed",
                Tags.empty(),
                Figures::coverage);
        gauge(
                "kuajie.recommend.novelty",
                "Mean self-information of the places of the last window, in bits",
                Tags.empty(),
                Figures::novelty);
        gauge(
                "kuajie.recommend.popular.share",
                "Share of the places of the last window that the most popular tenth of items had",
                Tags.empty(),
                Figures::popularShare);
        String drift = "Population stability index of the last window against the one before";
        gauge("kuajie.recommend.drift", drift, Tags.of("of", "score"), Figures::scoreDrift);
        gauge("kuajie.recommend.drift", drift, Tags.of("of", "category"), Figures::categoryDrift);
        modelInfo = MultiGauge.builder("kuajie.recommend.model.info")
                .description("1, with the id of the learnt model in use")
                .register(registry);
    }

    /** Called by the thread that writes what was served. */
    void served(ServedList list) {
        quality.served(list);
        count(list.items());
        LiveModel current = models.current();
        String id = current == null ? NO_MODEL : current.id();
        if (!id.equals(model)) {
            model = id;
            // A series for each id that is in use, and none for those that were.
            modelInfo.register(List.of(MultiGauge.Row.of(Tags.of("id", id), 1)), true);
        }
    }

    /** Shelf by shelf, as neighbours in a list mostly lie on one. */
    private void count(int[] listed) {
        int from = 0;
        while (from < listed.length) {
            Shelf shelf = items.at(listed[from]).shelf();
            int to = from + 1;
            while (to < listed.length && items.at(listed[to]).shelf().equals(shelf)) {
                to++;
            }
            placesByPartner.computeIfAbsent(shelf.partner(), this::places).increment(to - from);
            from = to;
        }
    }

    @Override
    public void hear(Kind kind, ServedList list, int place, Instant at) {
        registry.counter(
                        "kuajie.recommend.model.outcomes",
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT),
                        "model",
                        list.model().wireName())
                .increment();
    }

    private Counter places(PartnerId partner) {
        return Counter.builder("kuajie.recommend.places")
                .description("Places of served lists, by the partner of the item")
                .tag("partner", partner.value())
                .register(registry);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, quality, source -> value.applyAsDouble(source.figures()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
