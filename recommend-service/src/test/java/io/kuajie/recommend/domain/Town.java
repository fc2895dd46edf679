package io.kuajie.recommend.domain;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.clicks.OrderRankers;
import io.kuajie.recommend.domain.consent.Agreements;
import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.content.Words;
import io.kuajie.recommend.domain.crowd.Crowd;
import io.kuajie.recommend.domain.exploration.Arms;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.expression.Compiled;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Compactor;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.people.Leaf;
import io.kuajie.recommend.domain.people.Person;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.people.Portrait;
import io.kuajie.recommend.domain.people.Taste;
import io.kuajie.recommend.domain.serving.Forecasts;
import io.kuajie.recommend.domain.serving.Recommender;
import io.kuajie.recommend.domain.topics.Themes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A small world of two partners, a course platform and a beauty shop, with everything that answers requests. */
public final class Town {
    public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    public static final PartnerId ACADEMY = new PartnerId("academy");
    public static final PartnerId BLOSSOM = new PartnerId("blossom");
    public static final Domain COURSE = new Domain("course");
    public static final Domain BEAUTY = new Domain("beauty");

    public final Items items = new Items();
    public final Population population = new Population(new Crowd(0.5));
    public final Compactor compactor = new Compactor(items, 32);
    public final Likenesses likenesses = new Likenesses();
    public final Themes themes = new Themes();
    public final Consents consents = new Consents();
    public final Agreements agreements;
    public final Offers offers = new Offers();
    public final ClusterTitles clusterTitles = new ClusterTitles();
    public final LiveModels models = new LiveModels();
    public final Arms arms = new Arms(Duration.ofDays(1));
    public final ClickRankers clickRankers = new ClickRankers();
    public final OrderRankers orderRankers = new OrderRankers();
    public final Exposures exposures = new Exposures(100);
    public final Recommender recommender;
    private final Words words = new Words();

    /** @param assumesConsent whether silence of people counts as consent, and that of partners as agreement */
    public Town(boolean assumesConsent) {
        this(assumesConsent, Floors.NONE);
    }

    public Town(boolean assumesConsent, Floors floors) {
        this(assumesConsent, floors, Margins.OF_CATALOGUES);
    }

    public Town(boolean assumesConsent, Floors floors, Margins margins) {
        agreements = new Agreements(assumesConsent);
        recommender = new Recommender(
                items,
                population,
                likenesses,
                themes,
                clusterTitles,
                new ConsentPolicy(consents, agreements, assumesConsent),
                models,
                arms,
                exposures,
                floors,
                new Forecasts(clickRankers, orderRankers, margins, offers));
    }

    public static LeafKey leaf(PartnerId partner, String name) {
        return new LeafKey(partner, name);
    }

    public static Domain domainOf(PartnerId partner) {
        return partner.equals(ACADEMY) ? COURSE : BEAUTY;
    }

    public static ItemKey key(String text) {
        return ItemKey.parse(text);
    }

    /** A purchase, written as the item, a slash, and its category: {@code blossom:brush/tools}. */
    public static Deed bought(String what) {
        return deed(what, 8, Action.BUY);
    }

    public static Deed studied(String what) {
        return deed(what, 4, Action.LEARN);
    }

    public static Deed browsed(String what) {
        return deed(what, 1, Action.BROWSE);
    }

    public static Deed deed(String what, double mass, Action action) {
        int slash = what.indexOf('/');
        ItemKey item = key(slash < 0 ? what : what.substring(0, slash));
        String category = slash < 0 ? "" : what.substring(slash + 1);
        return new Deed(item, 0, domainOf(item.partner()), category, mass, action, action.equals(Action.BUY), 0);
    }

    /** The same, done last so long before {@link #NOW}. */
    public static Deed ago(Duration ago, Deed deed) {
        return new Deed(
                deed.item(),
                deed.leaf(),
                deed.domain(),
                deed.category(),
                deed.mass(),
                deed.strongest(),
                deed.isOwned(),
                NOW.minus(ago).getEpochSecond());
    }

    /** The name of an item's domain. */
    public @Nullable String domainNameOf(int item) {
        Domain domain = items.at(item).domain();
        return domain == null ? null : domain.value();
    }

    /** Lets somebody live here. */
    public Person person(String name, String cluster, Deed... deeds) {
        Person person = portray(name, cluster, deeds);
        population.put(person);
        return person;
    }

    /** A person whose leaves are those of the partners it dealt with, all of one pseudonym; named after the name alone. */
    public Person portray(String name, String cluster, Deed... deeds) {
        List<PartnerId> partners = new ArrayList<>(List.of(deeds).stream()
                .map(deed -> deed.item().partner())
                .sorted()
                .distinct()
                .toList());
        List<Leaf> leaves = partners.stream()
                .map(partner -> new Leaf(leaf(partner, name), domainOf(partner), new SourcePosition(0, 10)))
                .toList();
        List<Deed> placed = List.of(deeds).stream()
                .map(deed -> new Deed(
                        deed.item(),
                        partners.indexOf(deed.item().partner()),
                        deed.domain(),
                        deed.category(),
                        deed.mass(),
                        deed.strongest(),
                        deed.isOwned(),
                        deed.lastSeconds()))
                .toList();
        PersonKey key = PersonKey.of(leaf(ACADEMY, name));
        return compactor.compact(new Portrait(key, leaves, placed, tastes(placed), cluster, Map.of("buy", 1L)));
    }

    private static List<Taste> tastes(List<Deed> deeds) {
        return deeds.stream()
                .collect(Collectors.groupingBy(
                        deed -> Map.entry(deed.domain(), deed.category()), Collectors.summingDouble(Deed::mass)))
                .entrySet()
                .stream()
                .map(entry -> new Taste(entry.getKey().getKey(), entry.getKey().getValue(), entry.getValue()))
                .toList();
    }

    /** Lists an item in the catalogue. */
    public void list(String text, String title, String category) {
        list(text, title, category, null, false, NOW);
    }

    public void list(
            String text, String title, String category, @Nullable Long stock, boolean withdrawn, Instant updatedAt) {
        ItemKey key = key(text);
        Item item = new Item(
                key,
                domainOf(key.partner()),
                key.partner().equals(ACADEMY) ? "course" : "product",
                title,
                Map.of("en", title + " (en)"),
                category,
                List.of(category),
                "",
                new Money(9900, "CNY"),
                null,
                stock,
                null,
                null,
                Map.of(),
                withdrawn,
                updatedAt);
        list(item, "");
    }

    /** Lists an item in the catalogue, with its words. @param description empty where there is none */
    public void list(Item item, String description) {
        items.list(item);
        say(item, description);
    }

    /** Lets a listed item say no more of itself than this. @param description empty where there is none */
    public void say(Item item, String description) {
        int number = items.of(item.key()).number();
        if (item.withdrawn()) {
            likenesses.remove(number);
            themes.remove(number);
        } else if (likenesses.put(number, items.at(number).shelf().number(), words.of(item, description))) {
            likenesses.text(number, themes::put);
            likenesses.compareNext();
        }
    }

    public void agree(LeafKey leaf, Purpose... purposes) {
        for (Purpose purpose : purposes) {
            consents.put(leaf, purpose, true, Instant.EPOCH, null);
        }
    }

    /** Lets the source's partner agree to these uses by the target's, from the beginning of time on. */
    public void agree(PartnerId source, PartnerId target, long version, DataUse... uses) {
        agreements.put(source, target, version, Set.of(uses), Instant.EPOCH, null);
    }

    public static Expression compiled(Expressions.Use use, String text) {
        return switch (new Expressions().compile(use, text)) {
            case Compiled.Ready(Expression expression) -> expression;
            case Compiled.Invalid invalid -> throw new AssertionError(invalid.toString());
        };
    }
}
