package io.kuajie.bench;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
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
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.expression.Compiled;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Compactor;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.people.Leaf;
import io.kuajie.recommend.domain.people.People;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.people.Portrait;
import io.kuajie.recommend.domain.people.Taste;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Deadline;
import io.kuajie.recommend.domain.serving.Forecasts;
import io.kuajie.recommend.domain.serving.Objective;
import io.kuajie.recommend.domain.serving.Recommender;
import io.kuajie.recommend.domain.topics.Themes;
import io.kuajie.testkit.TestKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A process that makes lists for people drawn evenly, in memory and on one thread, with profiles that change all the while. Prints
 * the microseconds of processor time that a list takes without those changes, the same of a change, the bytes of heap that a person
 * takes, and the bytes of what there is to know of a person.
 */
final class ListCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;
    private static final int WORDS = 5_000;
    private static final int LISTS_A_CHANGE = 4;
    /** When people dealt with things lies so far back at most. */
    private static final int DAYS_SECONDS = 14 * 24 * 3600;

    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
    private static final Pseudonymizer PSEUDONYMS = TestKeys.pseudonymizer();
    private static final Domain COURSE = new Domain("course");
    private static final Domain BEAUTY = new Domain("beauty");

    private final int people;
    private final int catalogue;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Items items = new Items();
    private final Population population = new Population(new Crowd(0.5));
    private final Compactor compactor = new Compactor(items, 32);
    private final Likenesses likenesses = new Likenesses();
    private final Themes themes = new Themes();
    private final Words words = new Words();
    private final Expression filter;
    private final LiveModels models = new LiveModels();
    private final Recommender recommender;

    private ListCost(int people, int catalogue) {
        this.people = people;
        this.catalogue = catalogue;
        this.filter = switch (new Expressions().compile(Expressions.Use.FILTER, "item.price <= 30000")) {
            case Compiled.Ready(Expression expression) -> expression;
            case Compiled.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
        this.recommender = new Recommender(
                items,
                population,
                likenesses,
                themes,
                new ClusterTitles(),
                new ConsentPolicy(new Consents(), new Agreements(true), true),
                models,
                new Arms(Duration.ofDays(1)),
                new Exposures(100_000),
                Floors.NONE,
                new Forecasts(new ClickRankers(), new OrderRankers(), Margins.OF_CATALOGUES, new Offers()));
    }

    /** @param arguments people, items and lists a round; without lists, only memory is measured */
    public static void main(String[] arguments) {
        int lists = Integer.parseInt(arguments[2]);
        ListCost probe = new ListCost(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        probe.list();
        double bytes = lists == 0 ? probe.personBytes() : Double.NaN;
        double[] list = new double[ROUNDS];
        double[] change = new double[ROUNDS];
        if (lists > 0) {
            probe.settle();
            probe.round(2 * lists, new double[1], new double[1], 0);
            for (int round = 0; round < ROUNDS; round++) {
                probe.round(lists, list, change, round);
            }
        }
        Arrays.sort(list);
        Arrays.sort(change);
        double content = contentBytes(probe.portrait(0));
        System.out.printf(Locale.ROOT, "%.2f %.2f %.1f %.1f%n", list[ROUNDS / 2], change[ROUNDS / 2], bytes, content);
    }

    private void list() {
        for (int item = 0; item < catalogue; item++) {
            Item entry = entry(item);
            items.list(entry);
            ItemNode node = items.of(entry.key());
            likenesses.put(node.number(), node.shelf().number(), words.of(entry, ""));
            likenesses.compareNext();
        }
        themes.use(
                ListTopics.of(IntStream.range(0, WORDS)
                        .mapToObj(ListCost::word)
                        .distinct()
                        .toList()),
                likenesses);
    }

    private void settle() {
        for (int person = 0; person < people; person++) {
            population.put(compactor.compact(portrait(person)), NOW);
        }
        if (ListModel.IS_WANTED) {
            models.use(ListModel.of("measured", people, catalogue));
        }
    }

    /** @return bytes of heap a person, what everybody adds up to not counted */
    private double personBytes() {
        for (int person = 0; person < people; person++) {
            // Makes everything known that people share.
            compactor.compact(portrait(person));
        }
        People alone = new People();
        long before = heapBytes();
        for (int person = 0; person < people; person++) {
            alone.put(compactor.compact(portrait(person)));
        }
        double bytes = (double) (heapBytes() - before) / people;
        if (alone.size() != people) {
            throw new IllegalStateException("Somebody is missing.");
        }
        return bytes;
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Pseudonyms and positions; numbers, times, weights, actions and sides; numbers and weights; the group; names and counts. */
    private static double contentBytes(Portrait portrait) {
        return 24.0 * portrait.leaves().size()
                + 11.0 * portrait.deeds().size()
                + 5.0 * portrait.tastes().size()
                + 2
                + 5.0 * portrait.countByAction().size();
    }

    private void round(int lists, double[] listMicros, double[] changeMicros, int round) {
        long listing = 0;
        long changing = 0;
        int changes = lists / LISTS_A_CHANGE;
        for (int change = 0; change < changes; change++) {
            Portrait portrait = portrait(random.nextInt(people));
            long start = THREADS.getCurrentThreadCpuTime();
            population.put(compactor.compact(portrait), NOW);
            long changed = THREADS.getCurrentThreadCpuTime();
            for (int n = 0; n < LISTS_A_CHANGE; n++) {
                Ask ask = ask(random.nextInt(people));
                if (recommender.recommend(ask).items().size() != ask.count()) {
                    throw new IllegalStateException("A list is too short.");
                }
            }
            listing += THREADS.getCurrentThreadCpuTime() - changed;
            changing += changed - start;
        }
        listMicros[round] = listing / 1e3 / changes / LISTS_A_CHANGE;
        changeMicros[round] = changing / 1e3 / changes;
    }

    private Ask ask(int person) {
        return new Ask(
                TestKeys.ACADEMY,
                COURSE,
                leaf(TestKeys.ACADEMY, person),
                BEAUTY,
                null,
                20,
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                filter,
                null,
                Objective.CLICKS,
                0,
                "zh-CN",
                true,
                Map.of("surface", "home"),
                new Exploration(0.1, random.nextDouble()),
                new Rotation(5, 0, Duration.ofDays(1)),
                Deadline.in(Duration.ofSeconds(1).toNanos(), System::nanoTime),
                NOW);
    }

    private Portrait portrait(int person) {
        List<LeafKey> keys = List.of(leaf(TestKeys.ACADEMY, person), leaf(TestKeys.BLOSSOM, person));
        return new Portrait(
                PersonKey.of(keys.getFirst()),
                List.of(
                        new Leaf(keys.get(0), COURSE, new SourcePosition(0, person)),
                        new Leaf(keys.get(1), BEAUTY, new SourcePosition(1, person))),
                Dealings.of(person, catalogue, random).stream()
                        .map(dealing -> new Deed(
                                new ItemKey(keys.get(dealing.side()).partner(), Integer.toString(dealing.item())),
                                dealing.side(),
                                domain(dealing.side()),
                                dealing.category(),
                                dealing.mass(),
                                Action.BROWSE,
                                false,
                                NOW.getEpochSecond() - random.nextInt(DAYS_SECONDS)))
                        .toList(),
                List.of(new Taste(COURSE, Dealings.tasteOf(person), 3), new Taste(BEAUTY, Dealings.tasteOf(person), 3)),
                Dealings.clusterOf(person),
                Map.of("browse", 6L));
    }

    private static LeafKey leaf(PartnerId partner, int person) {
        return PSEUDONYMS.leaf(partner, Kind.USER, PeopleLoad.user(person));
    }

    private static Domain domain(int side) {
        return side == 0 ? COURSE : BEAUTY;
    }

    /** A word of three letters, another for each of 17,576 numbers. */
    private static String word(int number) {
        return new String(new char[] {letter(number), letter(number / 26), letter(number / 676)});
    }

    private static char letter(int number) {
        return (char) ('a' + number % 26);
    }

    private static Item entry(int item) {
        return new Item(
                new ItemKey(TestKeys.BLOSSOM, Integer.toString(item)),
                BEAUTY,
                "product",
                "精华 " + word(item % WORDS) + " " + word(item % 3_001),
                Map.of("en", "Serum " + word(item % WORDS)),
                Dealings.categoryOf(item),
                List.of("tag-" + item % 10),
                "",
                new Money(PeopleLoad.price(item), "CNY"),
                null,
                null,
                null,
                null,
                Map.of(),
                false,
                NOW);
    }
}
