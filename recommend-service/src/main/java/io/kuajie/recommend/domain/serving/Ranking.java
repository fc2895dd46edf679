package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.crowd.Popularity.ClusterLift;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders candidates by the logarithm of the odds that the person takes them, up to a constant: popularity is where it starts
 * from, and each kind of evidence adds to it. So what is known of somebody moves the list away from what everybody likes by as
 * much as it says, and hardly at all where it says little.
 */
final class Ranking {
    /** What evidence adds to the logarithm of the odds: a unit of lift, a fitting taste, an e-fold liking of the cluster. */
    record Blend(double tie, double taste, double cluster) {
        static final Blend DEFAULT = new Blend(0.4, 2.0, 0.7);
    }

    /** What the learnt model must add to the logarithm of the odds to be a reason of its own. */
    private static final double CLEAR_FIT = 0.5;

    /** How many times what is asked for is taken, where something else than the score has the last word. */
    private static final int WIDER = 4;

    /** What stands for the popularity of an item that nobody has touched: half a glance of one person. */
    private static final double UNTOUCHED = 2;

    private static final double[] NONE = new double[0];

    private final Items items;
    private final Popularity popularity;
    private final Blend blend;

    Ranking(Items items, Popularity popularity, Blend blend) {
        this.items = items;
        this.popularity = popularity;
        this.blend = blend;
    }

    /**
     * The eligible candidates, best first, at most as many as the request has candidates.
     *
     * @param clicks orders those that the score brings forward; null for none
     */
    List<Ranked> best(
            Board board,
            Subject subject,
            @Nullable Opinion opinion,
            Map<PartnerId, Double> liftByPartner,
            @Nullable ClickRanker clicks,
            Ask ask) {
        double[] odds = odds(board, subject);
        double[] fits = opinion == null ? NONE : LearntOdds.apply(opinion, board, odds);
        double[] pulls = pulls(board, subject, liftByPartner, ask);
        double[] factors = factors(board, ask);
        long[] order = board.order();
        for (int place = 0; place < board.size(); place++) {
            double rank = odds[place] + at(pulls, place, 0);
            // Scores near one differ less than a float can tell, so only a boost makes them the order.
            double shown = ask.boost() == null ? rank : Ranked.chance(rank) * at(factors, place, 1);
            order[place] = (long) Ascending.falling((float) shown) << 32 | place;
        }
        Ascending ascending = new Ascending(order, board.size());
        List<Ranked> eligible = new ArrayList<>();
        int wanted = ask.candidates() * (ask.diversity() > 0 || clicks != null ? WIDER : 1);
        while (!ascending.isEmpty() && eligible.size() < wanted) {
            // No more than may be taken, because an item may cost an expression.
            int[] places = ascending.next(wanted - eligible.size());
            List<@Nullable ItemNode> nodes = showable(places, board);
            for (int i = 0; i < places.length; i++) {
                ItemNode node = nodes.get(i);
                if (node != null && Eligibility.allows(node, subject, ask)) {
                    int place = places[i];
                    Evidence evidence = evidence(board, place, at(fits, place, 0), subject);
                    eligible.add(Ranked.of(node, odds[place], at(pulls, place, 0), at(factors, place, 1), evidence));
                }
            }
        }
        return chosen(clicks == null ? eligible : predicted(eligible, clicks, subject, ask), ask);
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

    private static List<Ranked> chosen(List<Ranked> eligible, Ask ask) {
        return ask.diversity() > 0
                ? Diversity.diverse(eligible, ask.candidates(), ask.diversity())
                : eligible.subList(0, Math.min(ask.candidates(), eligible.size()));
    }

    private static List<Ranked> predicted(List<Ranked> eligible, ClickRanker clicks, Subject subject, Ask ask) {
        Circumstances shown = new Circumstances(ask.storefront(), ask.surface(), subject.cluster(), 0);
        return eligible.stream()
                .map(ranked -> ranked.predicted(clicks.logOdds(ranked.node(), shown, ranked.odds())))
                .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                .toList();
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

    /** Logarithms of the odds by place; zero for the most popular candidate with nothing else to speak for it. */
    private double[] odds(Board board, Subject subject) {
        int size = board.size();
        double[] odds = board.odds();
        int[] masses = board.masses();
        int[] own = board.ownMasses();
        ClusterLift lift = popularity.liftsInCluster(subject.cluster(), items.shelfCount());
        // All at once, so that the processor fetches them side by side.
        popularity.massesOf(board.items(), size, masses);
        lift.massesOf(board.items(), size, own);
        int most = 0;
        for (int place = 0; place < size; place++) {
            most = Math.max(most, masses[place]);
            odds[place] = Math.log(masses[place] + UNTOUCHED)
                    + blend.tie * board.tie(place)
                    + blend.taste * board.taste(place)
                    // The plain logarithm is several times as fast, and the lift is no tiny number.
                    + blend.cluster * Math.log(1 + lift.of(board.shelf(place), masses[place], own[place]));
        }
        double level = Math.log(most + UNTOUCHED);
        for (int place = 0; place < size; place++) {
            odds[place] -= level;
        }
        return odds;
    }

    private Evidence evidence(Board board, int place, double fit, Subject subject) {
        if (board.tieAnchor(place) != Board.NOBODY) {
            return new Evidence.Tie(subject.anchors().get(board.tieAnchor(place)));
        }
        if (board.tasteIndex(place) != Board.NOBODY) {
            return new Evidence.Taste(
                    subject.tastes().get(board.tasteIndex(place)).category());
        }
        if (fit > CLEAR_FIT) {
            return new Evidence.Fit();
        }
        boolean isLiked =
                !subject.cluster().isEmpty() && popularity.massInCluster(subject.cluster(), board.item(place)) > 0;
        return isLiked ? new Evidence.LikedInCluster() : new Evidence.Liked();
    }
}
