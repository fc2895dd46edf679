package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import io.kuajie.recommend.domain.serving.Subject.WeightedCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders candidates by their {@link Odds}, by a {@link Forecast} where there is one, and by what else has a say. */
final class Ranking {
    /** What the learnt model must add to the logarithm of the odds to be a reason of its own. */
    private static final double CLEAR_FIT = 0.5;

    /** How many times what is asked for is taken, where something else than the score has the last word. */
    private static final int WIDER = 4;

    private static final double[] NONE = new double[0];

    private final Items items;
    private final Popularity popularity;
    private final Odds odds;

    Ranking(Items items, Popularity popularity) {
        this.items = items;
        this.popularity = popularity;
        this.odds = new Odds(items, popularity);
    }

    /**
     * The eligible candidates, best first, at most as many as the request has candidates.
     *
     * @param forecast orders those that the score brings forward; null for none
     */
    List<Ranked> best(
            Board board,
            Subject subject,
            @Nullable Opinion opinion,
            Map<PartnerId, Double> liftByPartner,
            @Nullable Forecast forecast,
            Ask ask) {
        double[] known = odds.of(board, subject);
        double[] fits = opinion == null ? NONE : LearntOdds.apply(opinion, board, known);
        Odds.addSteps(board, known);
        Scores scores = new Scores(known, pulls(board, subject, liftByPartner, ask), factors(board, ask));
        List<Candidate> eligible = eligible(board, scores, forecast, subject, ask);
        List<Candidate> forward = forecast == null ? eligible : predicted(eligible, scores, forecast, ask);
        List<Ranked> ranked = new ArrayList<>(forward.size());
        for (Candidate candidate : forward) {
            Evidence evidence = evidence(board, candidate.place(), at(fits, candidate.place(), 0), subject);
            ranked.add(scores.ranked(candidate, evidence));
        }
        return ask.diversity() > 0 ? Diversity.diverse(ranked, ask.candidates(), ask.diversity()) : ranked;
    }

    /** How many the score brings forward before something else has the last word. */
    static int wanted(@Nullable Forecast forecast, Ask ask) {
        return ask.candidates() * (ask.diversity() > 0 || forecast != null ? WIDER : 1);
    }

    /** Those that may be shown, best first, as many as are wanted before something else than the score has the last word. */
    private List<Candidate> eligible(
            Board board, Scores scores, @Nullable Forecast forecast, Subject subject, Ask ask) {
        long[] order = board.order();
        for (int place = 0; place < board.size(); place++) {
            order[place] = Ascending.falling(scores.order(scores.odds()[place], place), place);
        }
        int wanted = wanted(forecast, ask);
        Ascending ascending = new Ascending(order, board.size(), 2 * wanted);
        List<Candidate> eligible = new ArrayList<>();
        while (!ascending.isEmpty() && eligible.size() < wanted) {
            // No more than may be taken, because an item may cost an expression.
            int[] places = ascending.next(wanted - eligible.size());
            List<@Nullable ItemNode> nodes = showable(places, board);
            for (int i = 0; i < places.length; i++) {
                ItemNode node = nodes.get(i);
                if (node != null && Eligibility.allows(node, subject, ask)) {
                    eligible.add(new Candidate(node, places[i], scores.odds()[places[i]], Forecast.USUAL));
                }
            }
        }
        return eligible;
    }

    /** The items at these places, all looked up at once so that the processor fetches them side by side; null for what can't be shown. */
    private List<@Nullable ItemNode> showable(int[] places, Board board) {
        @Nullable ItemNode[] nodes = new @Nullable ItemNode[places.length];
        for (int i = 0; i < places.length; i++) {
            ItemNode node = items.at(board.item(places[i]));
            nodes[i] = node.isShowable() ? node : null;
        }
        return Arrays.asList(nodes);
    }

    /** @param values by place; empty where all are the usual */
    private static double at(double[] values, int place, double usual) {
        return values.length == 0 ? usual : values[place];
    }

    /** As the forecast orders them: as many as the request has candidates, or all where they are to be diverse. */
    private static List<Candidate> predicted(List<Candidate> eligible, Scores scores, Forecast forecast, Ask ask) {
        int size = eligible.size();
        double[] odds = new double[size];
        double[] worths = new double[size];
        for (int i = 0; i < size; i++) {
            forecast.look(eligible.get(i).node(), eligible.get(i).odds());
            odds[i] = forecast.logOdds();
            worths[i] = forecast.worth();
        }
        boolean isWeighed = forecast.objective() == Objective.VALUE;
        Worths.complete(worths);
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            int place = eligible.get(i).place();
            float by = isWeighed ? scores.order(odds[i], worths[i], place) : scores.order(odds[i], place);
            order[i] = Ascending.falling(by, i);
        }
        List<Candidate> predicted = new ArrayList<>();
        int forward = ask.diversity() > 0 ? size : ask.candidates();
        for (int i : new Ascending(order, size, forward).next(forward)) {
            predicted.add(new Candidate(eligible.get(i).node(), eligible.get(i).place(), odds[i], worths[i]));
        }
        return predicted;
    }

    /** What the person's last exposures and the partners' floors add to the odds, by place; empty for nothing. */
    private double[] pulls(Board board, Subject subject, Map<PartnerId, Double> liftByPartner, Ask ask) {
        if (ask.rotation().rate() == 0 && liftByPartner.isEmpty()) {
            return NONE;
        }
        double[] pulls = new double[board.size()];
        for (int place = 0; place < pulls.length; place++) {
            ItemNode node = items.at(board.item(place));
            pulls[place] = liftByPartner.getOrDefault(node.key().partner(), 0.0)
                    + ask.rotation().logFactor(subject.shown(), node.number(), ask.now());
        }
        return pulls;
    }

    /** The request's boost by place; empty without. */
    private double[] factors(Board board, Ask ask) {
        Expression boost = ask.boost();
        if (boost == null) {
            return NONE;
        }
        double[] factors = new double[board.size()];
        Arrays.fill(factors, 1);
        for (int place = 0; place < factors.length; place++) {
            if (!ask.deadline().isTooLateFor(Part.BOOST)) {
                Facts facts = new Facts(items.at(board.item(place)), PersonFacts.NOBODY, ask.context());
                factors[place] = boost.factor(facts);
            }
        }
        return factors;
    }

    private Evidence evidence(Board board, int place, double fit, Subject subject) {
        if (board.tieAnchor(place) != Board.NOBODY) {
            Anchor anchor = subject.anchors().get(board.tieAnchor(place));
            return board.follows(place) ? new Evidence.Step(anchor) : new Evidence.Tie(anchor);
        }
        if (odds.isAlike(board, place)) {
            return board.theme(place) > board.likeness(place)
                    ? new Evidence.SameTopic(subject.anchors().get(board.themeAnchor(place)))
                    : new Evidence.Alike(subject.anchors().get(board.likeAnchor(place)));
        }
        if (board.tasteIndex(place) != Board.NOBODY) {
            WeightedCategory taste = subject.tastes().get(board.tasteIndex(place));
            return new Evidence.Taste(taste.category(), taste.isNameable());
        }
        if (fit > CLEAR_FIT) {
            return new Evidence.Fit();
        }
        boolean isLiked =
                !subject.cluster().isEmpty() && popularity.massInCluster(subject.cluster(), board.item(place)) > 0;
        return isLiked ? new Evidence.LikedInCluster() : new Evidence.Liked();
    }
}
