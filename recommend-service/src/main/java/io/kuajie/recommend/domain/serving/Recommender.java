package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.crowd.Trends;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModel.Opinion;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ranking.Blend;
import io.kuajie.recommend.domain.serving.Ranking.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: finds out what may be used for whom, gathers candidates, ranks the eligible ones, fills up from the
 * catalogue, explains each and attaches an offer. Thread-safe; one request runs on its caller's thread and waits for nothing.
 */
public final class Recommender {
    /** Names how lists are made without a learnt model; with one, its id follows after a plus sign. */
    public static final String MODEL = "co-occurrence-1";

    /** Names how lists of what is trending are made. */
    public static final String TRENDS = "trends-1";

    /** What is liked as usual, give or take chance, is not trending. */
    private static final double LEAST_LIFT = 1.1;

    /** How many catalogue entries are tried to fill a list; bounds what a filter that nothing passes can cost. */
    private static final int MOST_TRIED = 20_000;

    private final Items items;
    private final Offers offers;
    private final LiveModels models;
    private final Subjects subjects;
    private final List<Source> sources;
    private final Source popular;
    private final Trends trends;
    private final Ranking ranking;
    private final Reasons reasons;

    public Recommender(
            Items items,
            Population population,
            ClusterTitles clusterTitles,
            Offers offers,
            ConsentPolicy consent,
            LiveModels models) {
        this.items = items;
        this.offers = offers;
        this.models = models;
        this.subjects = new Subjects(items, population.people(), consent);
        Sources all = new Sources(items, population.crowd());
        this.sources = all.all();
        this.popular = all::popular;
        this.trends = population.crowd().trends();
        this.ranking = new Ranking(items, population.crowd().popularity(), Blend.DEFAULT);
        this.reasons = new Reasons(items, clusterTitles);
    }

    public Answer recommend(Ask ask) {
        Subject subject = subjects.of(ask);
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        LiveModel model = models.current();
        Board board = new Board();
        Opinion opinion = opinion(model, subject, board);
        for (Source source : sources) {
            shelves.forEach(shelf -> source.find(subject, ask.domain(), shelf, board));
        }
        ask.only().stream().map(items::find).filter(Objects::nonNull).forEach(node -> board.add(node.number()));
        List<Ranked> list = new ArrayList<>(ranking.best(board, subject, opinion, ask));
        fill(list, shelves, subject, ask);
        return new Answer(
                presented(list, subject, ask),
                fallback(list),
                subject.leaf(),
                subject.person() == null ? null : subject.person().key(),
                subject.cluster(),
                subject.asOf(),
                model == null ? MODEL : MODEL + "+" + model.id());
    }

    /** What is liked more lately than usual, most of all first; then what is popular. Nothing of it depends on who asks. */
    public Answer trending(Ask ask) {
        Subject subject = subjects.of(ask);
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        List<Ranked> list = new ArrayList<>(rising(shelves, subject, ask));
        Set<Integer> taken = numbers(list);
        Board board = new Board();
        shelves.forEach(shelf -> popular.find(subject, ask.domain(), shelf, board));
        ranking.best(board, subject, null, ask).stream()
                .filter(ranked -> !taken.contains(ranked.node().number()))
                .limit(ask.count() - list.size())
                .forEach(list::add);
        fill(list, shelves, subject, ask);
        return new Answer(
                presented(list, subject, ask), Fallback.POPULAR, subject.leaf(), null, "", subject.asOf(), TRENDS);
    }

    private List<Ranked> rising(List<Shelf> shelves, Subject subject, Ask ask) {
        record Rise(int item, double lift) {}
        List<Rise> rises = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            double lift = trends.liftOf(item);
            if (lift > LEAST_LIFT && shelves.contains(items.at(item).shelf())) {
                rises.add(new Rise(item, lift));
            }
        }
        return rises.stream()
                .sorted(Comparator.comparingDouble(Rise::lift).reversed().thenComparingInt(Rise::item))
                .filter(rise -> Eligibility.allows(items.at(rise.item), subject, ask))
                .limit(ask.count())
                .map(rise -> new Ranked(items.at(rise.item), 1 - 1 / rise.lift, new Evidence.Rising()))
                .toList();
    }

    private static Set<Integer> numbers(List<Ranked> list) {
        Set<Integer> numbers = new HashSet<>();
        list.forEach(ranked -> numbers.add(ranked.node().number()));
        return numbers;
    }

    /** What the learnt model thinks, its candidates put on the board; null where it has nothing to say. */
    private static @Nullable Opinion opinion(@Nullable LiveModel model, Subject subject, Board board) {
        if (model == null) {
            return null;
        }
        List<Anchor> anchors = subject.anchors();
        int[] items = anchors.stream().mapToInt(Anchor::item).toArray();
        double[] weights = new double[items.length];
        // The model learnt from who dealt with what; how much says less than that they did.
        Arrays.fill(weights, 1);
        Opinion opinion = model.about(items, weights);
        if (opinion != null) {
            opinion.candidates(board::add);
        }
        return opinion;
    }

    /** Adds the catalogue's newest where too little is known to fill the list. */
    private void fill(List<Ranked> list, List<Shelf> shelves, Subject subject, Ask ask) {
        if (list.size() >= ask.count()) {
            return;
        }
        Set<Integer> taken = numbers(list);
        Iterator<Integer> newest =
                shelves.stream().flatMap(Shelf::newest).limit(MOST_TRIED).iterator();
        while (list.size() < ask.count() && newest.hasNext()) {
            ItemNode node = items.at(newest.next());
            if (!taken.contains(node.number()) && Eligibility.allows(node, subject, ask)) {
                list.add(new Ranked(node, 0, new Evidence.Untouched()));
            }
        }
    }

    private List<Recommended> presented(List<Ranked> list, Subject subject, Ask ask) {
        List<Offer> shown = offers.shownBy(ask.storefront(), ask.now());
        List<Recommended> items = new ArrayList<>(list.size());
        for (Ranked ranked : list) {
            Facts facts = new Facts(ranked.node(), subject.facts(), ask.context());
            items.add(new Recommended(
                    ranked.node(),
                    ranked.score(),
                    reasons.of(ranked.evidence(), subject, ask.locale(), ask.explain()),
                    Offers.fitting(shown, ranked.node(), subject.cluster(), facts)));
        }
        return items;
    }

    private static Fallback fallback(List<Ranked> list) {
        if (list.stream().anyMatch(ranked -> ranked.evidence().isPersonal())) {
            return Fallback.NONE;
        }
        boolean knowsCluster = list.stream().anyMatch(ranked -> ranked.evidence() instanceof Evidence.LikedInCluster);
        return knowsCluster ? Fallback.CLUSTER : Fallback.POPULAR;
    }
}
