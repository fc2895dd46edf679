package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What the service tells about itself at {@code /q/metrics}. */
@Singleton
class Meters implements Feedback.Listener {
    /** Places beyond count as one, which bounds the number of meters. */
    private static final int LAST_PLACE = 10;

    private final MeterRegistry registry;
    private final Map<Fallback, Timer> answerByFallback = new EnumMap<>(Fallback.class);
    private final Counter servedDropped;
    private final Counter servedFailed;
    private final Counter modelsRefused;

    Meters(
            MeterRegistry registry,
            Items items,
            Population population,
            Likenesses likenesses,
            Offers offers,
            LiveModels models) {
        this.registry = registry;
        for (Fallback fallback : Fallback.values()) {
            answerByFallback.put(
                    fallback,
                    Timer.builder("kuajie.recommend.answer")
                            .description("Time to make a list, by what it had to fall back on")
                            .tag("fallback", fallback.wireName())
                            .publishPercentileHistogram()
                            .register(registry));
        }
        servedDropped = counter("kuajie.recommend.served.dropped", "Records of served lists that found the queue full");
        servedFailed =
                counter("kuajie.recommend.served.failed", "Records of served lists that the broker did not take");
        modelsRefused = counter("kuajie.recommend.models.refused", "Files of models that were damaged or no good");
        gauge("kuajie.recommend.people", "People in memory", population.people(), people -> people.size());
        gauge(
                "kuajie.recommend.person.bytes",
                "Bytes that a person takes in memory, in the mean and about",
                population.people(),
                people -> (double) people.sizeBytes() / Math.max(1, people.size()));
        gauge(
                "kuajie.recommend.words.item.bytes",
                "Bytes that an item's words and its likest items take in memory, in the mean and about",
                likenesses,
                known -> (double) known.sizeBytes() / Math.max(1, known.size()));
        gauge(
                "kuajie.recommend.model.item.bytes",
                "Bytes that an item takes in the learnt model, without what threads work in as they ask it; zero without a model",
                models,
                Meters::itemBytes);
        gauge(
                "kuajie.recommend.topics",
                "Topics of items that were learnt; zero without",
                models,
                known -> ofTopics(known, Topics::size, 0));
        gauge(
                "kuajie.recommend.topics.words",
                "Words that topics are told by",
                models,
                known -> ofTopics(known, topics -> topics.words().size(), 0));
        gauge(
                "kuajie.recommend.topics.coherence",
                "Mean normalised pointwise mutual information of topics' likeliest words; NaN without topics",
                models,
                known -> ofTopics(known, Topics::coherence, Double.NaN));
        gauge("kuajie.recommend.items", "Items in memory, from catalogue or behaviour", items, Items::size);
        gauge(
                "kuajie.recommend.model.quality",
                "Quality of the learnt model on held-out interactions; NaN without",
                models,
                Meters::quality);
        gauge("kuajie.recommend.offers", "Offers in memory", offers, Offers::size);
    }

    void trained(String outcome, Duration took) {
        Timer.builder("kuajie.recommend.train")
                .description("Time to learn a model, by what came of it")
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    void modelRefused() {
        modelsRefused.increment();
    }

    void answered(Fallback fallback, List<String> leftOut, Duration took) {
        leftOut.forEach(part ->
                registry.counter("kuajie.recommend.degraded", "part", part).increment());
        Objects.requireNonNull(answerByFallback.get(fallback)).record(took);
    }

    void servedDropped() {
        servedDropped.increment();
    }

    void servedFailed() {
        servedFailed.increment();
    }

    @Override
    public void hear(Kind kind, ServedList list, int place, Instant at) {
        registry.counter(
                        "kuajie.recommend.outcomes",
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT),
                        "arm",
                        list.arm(place),
                        "place",
                        place < LAST_PLACE ? Integer.toString(place + 1) : "beyond")
                .increment();
    }

    void skipped(Topic<?> topic) {
        registry.counter("kuajie.recommend.records.skipped", "topic", topic.name())
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static double itemBytes(LiveModels models) {
        LiveModel model = models.current();
        return model == null ? 0 : (double) model.sizeBytes() / Math.max(1, model.items());
    }

    private static double quality(LiveModels models) {
        LiveModel model = models.current();
        return model == null ? Double.NaN : model.quality();
    }

    private static double ofTopics(LiveModels models, ToDoubleFunction<Topics> figure, double without) {
        LiveModel model = models.current();
        Topics topics = model == null ? null : model.topics();
        return topics == null ? without : figure.applyAsDouble(topics);
    }

    private <T> void gauge(String name, String description, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(name, subject, value).description(description).register(registry);
    }
}
