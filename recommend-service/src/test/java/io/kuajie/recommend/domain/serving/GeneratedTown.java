package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.topics.Texts;
import io.kuajie.recommend.domain.topics.TopicLearner;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.testkit.generate.GeneratedEvent;
import io.kuajie.testkit.generate.GeneratedItem;
import io.kuajie.testkit.generate.GeneratedPerson;
import io.kuajie.testkit.generate.GeneratedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A town of generated people, courses and cosmetics. People are as they were at {@link Town#NOW}, but for what they did with every fifth
 * item, which is new and which nobody has touched; what they do later is known beside.
 */
final class GeneratedTown {
    /** What items say of themselves. */
    enum Said {
        NOTHING,
        /** Titles in two languages, tags, category, brand and description. */
        ALL,
        /** The same, but new items, and four of seven others, have a Chinese title and no more. */
        TITLES
    }

    private static final Duration BEFORE = Duration.ofDays(45);
    private static final Duration AFTER = Duration.ofDays(15);
    private static final int NEW = 5;
    private static final int SHORT = 7;
    private static final int SHORT_OF_THESE = 4;

    final Town town = new Town(true);
    final GeneratedWorld world;
    private final Map<ItemKey, GeneratedItem> itemByKey = new HashMap<>();
    private final Set<ItemKey> newItems = new HashSet<>();
    private final Map<Long, Set<ItemKey>> laterByPerson = new TreeMap<>();

    GeneratedTown(long seed, Said said) {
        world = new GeneratedWorld(
                GeneratedWorld.Settings.of(seed, 1_500, 6_000, Town.NOW.minus(BEFORE), Town.NOW.plus(AFTER)));
        world.catalogues()
                .forEach(catalogue -> catalogue.items().forEach(item -> {
                    Item listed = listed(item);
                    town.items.list(listed);
                    itemByKey.put(listed.key(), item);
                    if (itemByKey.size() % NEW == 0) {
                        newItems.add(listed.key());
                    }
                    boolean isShort =
                            said == Said.TITLES && (itemByKey.size() % SHORT < SHORT_OF_THESE || isNew(listed.key()));
                    if (isShort) {
                        town.say(titled(listed), "");
                    } else if (said != Said.NOTHING) {
                        town.say(
                                listed,
                                item.text().chinese() + " " + item.text().english());
                    }
                }));
        Map<Long, Map<ItemKey, Deed>> deedsByPerson = new TreeMap<>();
        world.events().forEach(event -> items(event).forEach(item -> take(event, item, deedsByPerson)));
        deedsByPerson.forEach(
                (person, deeds) -> town.person(name(person), "", deeds.values().toArray(new Deed[0])));
    }

    /** The same town, which has learnt what topics its people keep to. */
    GeneratedTown withTopics() {
        Snapshot snapshot =
                Snapshot.of(town.population.people(), town.items.size(), Integer.MAX_VALUE, town::domainNameOf);
        Topics topics = new TopicLearner(1, note -> {}).learn(Texts.of(town.likenesses, item -> 1), snapshot.items());
        town.themes.use(Objects.requireNonNull(topics), town.likenesses);
        return this;
    }

    boolean isNew(ItemKey item) {
        return newItems.contains(item);
    }

    /** How much the person likes what the item is about, as a share of all interests. */
    double taste(long person, ItemKey item) {
        GeneratedPerson known = world.population().person(person);
        return known.taste(generated(item).interest());
    }

    /** What the list for each of the people has in common with what they deal with later, of such items. */
    int hits(Domain domain, int count, Predicate<ItemKey> such) {
        return laterByPerson.entrySet().stream()
                .mapToInt(later -> (int) list(later.getKey(), domain, count).stream()
                        .filter(item -> such.test(item) && later.getValue().contains(item))
                        .count())
                .sum();
    }

    /** What one of them goes on to deal with, and has not before. */
    Set<ItemKey> later(long person) {
        return laterByPerson.getOrDefault(person, Set.of());
    }

    /** Those whose later deeds are known. */
    Set<Long> people() {
        return laterByPerson.keySet();
    }

    List<ItemKey> list(long person, Domain domain, int count) {
        return answer(person, domain, count).items().stream()
                .map(item -> item.node().key())
                .toList();
    }

    Answer answer(long person, Domain domain, int count) {
        PartnerId own = domain.equals(Town.COURSE) ? Town.ACADEMY : Town.BLOSSOM;
        PartnerId other = own.equals(Town.ACADEMY) ? Town.BLOSSOM : Town.ACADEMY;
        boolean isKnown = town.population.people().of(Town.leaf(own, name(person))) != null;
        PartnerId storefront = isKnown ? own : other;
        return town.recommender.recommend(
                Asks.at(storefront, domain).user(name(person)).count(count).ask());
    }

    private GeneratedItem generated(ItemKey item) {
        return Objects.requireNonNull(itemByKey.get(item));
    }

    private static String name(long person) {
        return "p" + person;
    }

    private void take(GeneratedEvent event, ItemKey item, Map<Long, Map<ItemKey, Deed>> deedsByPerson) {
        if (event.timestamp().isAfter(Town.NOW)) {
            boolean isKnown =
                    deedsByPerson.getOrDefault(event.person(), Map.of()).containsKey(item);
            if (!isKnown) {
                laterByPerson
                        .computeIfAbsent(event.person(), person -> new HashSet<>())
                        .add(item);
            }
        } else if (!isNew(item)) {
            deedsByPerson
                    .computeIfAbsent(event.person(), person -> new LinkedHashMap<>())
                    .merge(item, deed(event, item), GeneratedTown::both);
        }
    }

    private Deed deed(GeneratedEvent event, ItemKey item) {
        Action action =
                switch (event.name()) {
                    case "Product Added to Wishlist" -> Action.FAVOURITE;
                    case "Product Added" -> Action.CART;
                    case "Order Completed" -> Action.BUY;
                    case "Course Started", "Lesson Completed", "Course Completed" -> Action.LEARN;
                    default -> Action.BROWSE;
                };
        double mass = action.equals(Action.BUY) ? 8 : action.equals(Action.BROWSE) ? 1 : 4;
        GeneratedItem generated = generated(item);
        return new Deed(
                item,
                0,
                new Domain(generated.domain()),
                generated.category(),
                mass,
                action,
                false,
                event.timestamp().getEpochSecond());
    }

    private static Deed both(Deed one, Deed other) {
        Deed stronger = one.mass() < other.mass() ? other : one;
        return new Deed(
                one.item(),
                one.leaf(),
                one.domain(),
                one.category(),
                one.mass() + other.mass(),
                stronger.strongest(),
                false,
                Math.max(one.lastSeconds(), other.lastSeconds()));
    }

    private static List<ItemKey> items(GeneratedEvent event) {
        List<ItemKey> items = new ArrayList<>();
        Object products = event.properties().get("products");
        Stream<?> about = products instanceof List<?> list ? list.stream() : Stream.of(event.properties());
        about.forEach(one -> {
            if (one instanceof Map<?, ?> properties && properties.get("product_id") instanceof String id) {
                items.add(new ItemKey(new PartnerId(event.partner()), id));
            }
        });
        return items;
    }

    private static Item listed(GeneratedItem item) {
        return item(
                new ItemKey(new PartnerId(item.partner()), item.id()),
                new Domain(item.domain()),
                item.title().chinese(),
                Map.of("zh-CN", item.title().chinese(), "en", item.title().english()),
                item.category(),
                item.tags(),
                item.brand());
    }

    private static Item titled(Item item) {
        return item(item.key(), item.domain(), item.title(), Map.of(), "", List.of(), "");
    }

    private static Item item(
            ItemKey key,
            Domain domain,
            String title,
            Map<String, String> titles,
            String category,
            List<String> tags,
            String brand) {
        return new Item(
                key,
                domain,
                "",
                title,
                titles,
                category,
                tags,
                brand,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                false,
                Instant.EPOCH);
    }
}
