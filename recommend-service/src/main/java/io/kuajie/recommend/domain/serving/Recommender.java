package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.exploration.Bandit;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import io.kuajie.recommend.domain.topics.Themes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: finds out what may be used for whom, puts on top what is pinned, gathers candidates, ranks the eligible ones,
 * fills up from the catalogue, explains each and attaches an offer. Thread-safe; one request runs on its caller's thread and waits for nothing.
 */
public final class Recommender {
    /** Names how lists are made without a learnt model; with one, its id follows after a plus sign. */
    public static final String MODEL = "co-occurrence-1";

    /** Names how lists of what is trending are made. */
    public static final String TRENDS = "trends-1";

    /** How many of what is only popular are tried in each place, as long as that fills the list: what is wanted and some to spare, at most so many. */
    private static final int MOST_NEAR = 64;

    private static final int SPARE = 16;

    /** How many the learnt model puts forward: at least, at most, and for each place that ranking is to fill as long as that fills the list. */
    private static final int LEAST_FORWARD = 100;

    private static final int MOST_FORWARD = 400;
    private static final int FORWARD_A_PLACE = 2;

    private final Items items;
    private final LiveModels models;
    private final Bandit bandit;
    private final Floors floors;
    private final Forecasts forecasts;
    private final Subjects subjects;
    private final List<Source> sources;
    private final Source popular;
    private final Pins pins;
    private final Ranking ranking;
    private final Filling filling;
    private final Rising rising;
    private final Presentation presentation;
    private final Boards boards = new Boards();

    public Recommender(
            Items items,
            Population population,
            Likenesses likenesses,
            Themes themes,
            ClusterTitles clusterTitles,
            ConsentPolicy consent,
            LiveModels models,
            Bandit bandit,
            Exposures exposures,
            Floors floors,
            Forecasts forecasts) {
        this.items = items;
        this.models = models;
        this.bandit = bandit;
        this.floors = floors;
        this.forecasts = forecasts;
        this.subjects = new Subjects(items, population.people(), consent, exposures);
        Sources all = new Sources(items, population.crowd(), likenesses, themes);
        this.sources = all.all();
        this.popular = all::popular;
        this.pins = new Pins(items);
        this.ranking = new Ranking(items, population.crowd().popularity());
        this.filling = new Filling(items);
        this.presentation = new Presentation(forecasts.offers(), new Reasons(items, clusterTitles));
        this.rising = new Rising(items, population.crowd().trends(), popular, ranking, filling, presentation);
    }

    public Answer recommend(Ask ask) {
        Subject subject = subjects.of(ask);
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        LiveModel model = ask.deadline().isTooLateFor(Part.MODEL) ? null : models.current();
        Forecast forecast = forecasts.of(subject, ask);
        List<Ranked> list = pins.of(subject, ask);
        List<Choice> choices =
                list.size() == ask.count() ? List.of() : fill(list, model, forecast, shelves, subject, ask);
        // Before offers are looked for, which may be of items that were not ranked.
        Objective objective = forecast == null ? Objective.RELEVANCE : forecast.objective();
        String name =
                MODEL + (model == null ? "" : "+" + model.id()) + (forecast == null ? "" : "+" + forecast.model());
        List<Recommended> presented = presentation.of(list, choices, forecast, subject, ask);
        note(list, shelves, ask);
        return new Answer(
                presented,
                Presentation.fallback(list),
                subject.leaf(),
                subject.person() == null ? null : subject.person().key(),
                subject.cluster(),
                subject.asOf(),
                name,
                objective,
                choices,
                ask.deadline().leftOut());
    }

    /** Fills the places below what is pinned. @return what the last one was drawn from */
    private List<Choice> fill(
            List<Ranked> list,
            @Nullable LiveModel model,
            @Nullable Forecast forecast,
            List<Shelf> shelves,
            Subject subject,
            Ask ask) {
        Ask rest = list.isEmpty() ? ask : ask.below(Pins.keys(list));
        List<Ranked> below = new ArrayList<>(ranked(model, forecast, shelves, subject, rest));
        filling.fill(below, rest.candidates(), shelves, subject, rest);
        List<Choice> choices = explored(below, subject, rest);
        list.addAll(below);
        return choices;
    }

    private List<Ranked> ranked(
            @Nullable LiveModel model, @Nullable Forecast forecast, List<Shelf> shelves, Subject subject, Ask ask) {
        try (Opinion opinion = LearntOdds.opinion(model, subject, ask)) {
            int wanted = Ranking.wanted(forecast, ask);
            int forward = Math.clamp(FORWARD_A_PLACE * wanted, LEAST_FORWARD, MOST_FORWARD);
            Board near = board(opinion, forward, near(wanted, ask), shelves, subject, ask);
            List<Ranked> list = ranking.best(near, subject, opinion, lifts(ask), forecast, ask);
            int found = near.size();
            boards.give(near);
            if (list.size() >= ask.candidates() || ask.deadline().hasPassed()) {
                return list;
            }
            // Rules and the filter leave too little of what is most popular.
            Board all = board(opinion, MOST_FORWARD, Popularity.LONGEST_TOP, shelves, subject, ask);
            List<Ranked> wider =
                    all.size() == found ? list : ranking.best(all, subject, opinion, lifts(ask), forecast, ask);
            boards.give(all);
            return wider;
        }
    }

    /** Where something else than the score has a say, it has more to choose from. */
    private static int near(int wanted, Ask ask) {
        boolean isByScore = ask.boost() == null && ask.rotation().rate() == 0 && ask.diversity() == 0;
        return isByScore ? Math.min(MOST_NEAR, wanted + SPARE) : MOST_NEAR;
    }

    private Board board(
            @Nullable Opinion opinion, int forward, int reach, List<Shelf> shelves, Subject subject, Ask ask) {
        Board board = boards.take();
        if (opinion != null) {
            opinion.candidates(
                    forward,
                    (item, logOdds) ->
                            board.addFitting(item, items.at(item).shelf().number(), logOdds));
        }
        gather(shelves, subject, ask, reach, board);
        for (ItemKey only : ask.only()) {
            ItemNode node = items.find(only);
            if (node != null) {
                board.add(node.number(), node.shelf().number());
            }
        }
        return board;
    }

    /** Puts the candidates of all sources on the board; when it is late, only what is popular. */
    private void gather(List<Shelf> shelves, Subject subject, Ask ask, int reach, Board board) {
        for (Source source : sources) {
            Source own = source.by(subject);
            for (Shelf shelf : shelves) {
                if (ask.deadline().isTooLateFor(Part.SOURCES)) {
                    shelves.forEach(any -> popular.find(subject, ask.domain(), any, reach, board));
                    return;
                }
                own.find(subject, ask.domain(), shelf, reach, board);
            }
        }
    }

    /** Floors are held where any partner's items are wanted. */
    private Map<PartnerId, Double> lifts(Ask ask) {
        return ask.partner() == null && ask.only().isEmpty() ? floors.lifts(ask.domain()) : Map.of();
    }

    private void note(List<Ranked> list, List<Shelf> shelves, Ask ask) {
        if (ask.partner() == null && ask.only().isEmpty() && !floors.isEmpty()) {
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
        int[] numbers = new int[tried.size()];
        double[] odds = new double[tried.size()];
        Arrays.setAll(numbers, i -> tried.get(i).node().number());
        Arrays.setAll(odds, i -> tried.get(i).odds());
        double[] probabilities = ask.exploration().probabilities(bandit.chances(subject.cluster(), numbers, odds));
        runnersUp.clear();
        list.add(tried.get(ask.exploration().choose(probabilities)));
        List<Choice> choices = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            choices.add(new Choice(tried.get(i).node(), probabilities[i]));
        }
        return choices;
    }

    /** What is liked more lately than usual, most of all first; then what is popular. Nothing of it depends on who asks. */
    public Answer trending(Ask ask) {
        return rising.answer(ask, subjects.of(ask));
    }
}
