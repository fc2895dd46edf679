package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.crowd.Trends;
import io.kuajie.recommend.domain.exploration.Arms;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModel.Opinion;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import io.kuajie.recommend.domain.serving.Ranking.Blend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final LiveModels models;
    private final Arms arms;
    private final Floors floors;
    private final ClickRankers clickRankers;
    private final Subjects subjects;
    private final List<Source> sources;
    private final Source popular;
    private final Trends trends;
    private final Ranking ranking;
    private final Presentation presentation;

    public Recommender(
            Items items,
            Population population,
            ClusterTitles clusterTitles,
            Offers offers,
            ConsentPolicy consent,
            LiveModels models,
            Arms arms,
            Exposures exposures,
            Floors floors,
            ClickRankers clickRankers) {
        this.items = items;
        this.models = models;
        this.arms = arms;
        this.floors = floors;
        this.clickRankers = clickRankers;
        this.subjects = new Subjects(items, population.people(), consent, exposures);
        Sources all = new Sources(items, population.crowd());
        this.sources = all.all();
        this.popular = all::popular;
        this.trends = population.crowd().trends();
        this.ranking = new Ranking(items, population.crowd().popularity(), Blend.DEFAULT);
        this.presentation = new Presentation(offers, new Reasons(items, clusterTitles));
    }

    public Answer recommend(Ask ask) {
        Subject subject = subjects.of(ask);
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        LiveModel model = ask.deadline().isTooLateFor(Part.MODEL) ? null : models.current();
        Board board = new Board();
        Opinion opinion = opinion(model, subject, board);
        gather(shelves, subject, ask, board);
        ask.only().stream().map(items::find).filter(Objects::nonNull).forEach(node -> board.add(node.number()));
        ClickRanker clicks = ask.deadline().isTooLateFor(Part.CLICKS) ? null : clickRankers.current();
        List<Ranked> list = new ArrayList<>(ranking.best(board, subject, opinion, lifts(ask), clicks, ask));
        fill(list, ask.candidates(), shelves, subject, ask);
        List<Choice> choices = explored(list, subject, ask);
        List<Recommended> presented = presentation.of(list, choices, clicks != null, subject, ask);
        note(list, shelves, ask);
        return new Answer(
                presented,
                Presentation.fallback(list),
                subject.leaf(),
                subject.person() == null ? null : subject.person().key(),
                subject.cluster(),
                subject.asOf(),
                MODEL + (model == null ? "" : "+" + model.id()) + (clicks == null ? "" : "+" + clicks.id()),
                choices,
                ask.deadline().leftOut());
    }

    /** Puts the candidates of all sources on the board; when it is late, only what is popular. */
    private void gather(List<Shelf> shelves, Subject subject, Ask ask, Board board) {
        for (Source source : sources) {
            for (Shelf shelf : shelves) {
                if (ask.deadline().isTooLateFor(Part.SOURCES)) {
                    shelves.forEach(any -> popular.find(subject, ask.domain(), any, board));
                    return;
                }
                source.find(subject, ask.domain(), shelf, board);
            }
        }
    }

    /** Floors are held where any partner's items are wanted. */
    private Map<PartnerId, Double> lifts(Ask ask) {
        return ask.partner() == null && ask.only().isEmpty() ? floors.lifts(ask.domain()) : Map.of();
    }

    private void note(List<Ranked> list, List<Shelf> shelves, Ask ask) {
        if (ask.partner() == null && ask.only().isEmpty()) {
            floors.served(
                    ask.domain(),
                    shelves.stream().map(Shelf::partner).toList(),
                    list.stream().map(ranked -> ranked.node().key().partner()).toList());
        }
    }

    /** Cuts the list to its length, the last place drawn where that is wanted. @return what it was drawn from */
    private List<Choice> explored(List<Ranked> list, Subject subject, Ask ask) {
        if (list.size() <= ask.count()) {
            return List.of();
        }
        List<Ranked> runnersUp = list.subList(ask.count() - 1, list.size());
        List<Ranked> tried = List.copyOf(runnersUp);
        int[] numbers =
                tried.stream().mapToInt(ranked -> ranked.node().number()).toArray();
        double[] probabilities = ask.exploration().probabilities(arms.chances(subject.cluster(), numbers));
        runnersUp.clear();
        list.add(tried.get(ask.exploration().choose(probabilities)));
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Choice(tried.get(i).node(), probabilities[i]))
                .toList();
    }

    /** What is liked more lately than usual, most of all first; then what is popular. Nothing of it depends on who asks. */
    public Answer trending(Ask ask) {
        Subject subject = subjects.of(ask);
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        List<Ranked> list = new ArrayList<>(rising(shelves, subject, ask));
        Set<Integer> taken = numbers(list);
        Board board = new Board();
        shelves.forEach(shelf -> popular.find(subject, ask.domain(), shelf, board));
        ranking.best(board, subject, null, Map.of(), null, ask).stream()
                .filter(ranked -> !taken.contains(ranked.node().number()))
                .limit(ask.count() - list.size())
                .forEach(list::add);
        fill(list, ask.count(), shelves, subject, ask);
        return new Answer(
                presentation.of(list, List.of(), false, subject, ask),
                Fallback.POPULAR,
                subject.leaf(),
                null,
                "",
                subject.asOf(),
                TRENDS,
                List.of(),
                ask.deadline().leftOut());
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
                .map(rise -> Ranked.rising(items.at(rise.item), rise.lift))
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
    private void fill(List<Ranked> list, int wanted, List<Shelf> shelves, Subject subject, Ask ask) {
        if (list.size() >= wanted) {
            return;
        }
        Set<Integer> taken = numbers(list);
        Iterator<Integer> newest =
                shelves.stream().flatMap(Shelf::newest).limit(MOST_TRIED).iterator();
        while (list.size() < wanted && newest.hasNext()) {
            ItemNode node = items.at(newest.next());
            if (!taken.contains(node.number()) && Eligibility.allows(node, subject, ask)) {
                list.add(Ranked.untouched(node));
            }
        }
    }
}
