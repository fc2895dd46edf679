package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.LiveModel.Opinion;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders candidates by the logarithm of the odds that the person takes them, up to a constant: popularity is where it starts
 * from, and each kind of evidence adds to it. So what is known of somebody moves the list away from what everybody likes by as
 * much as it says, and hardly at all where it says little.
 */
final class Ranking {
    /** A candidate in its place. @param score 0 to 1, one half for what is most popular and nothing else, before a boost */
    record Ranked(ItemNode node, double score, Evidence evidence) {}

    /** What evidence adds to the logarithm of the odds: a unit of lift, a fitting taste, an e-fold liking of the cluster. */
    record Blend(double tie, double taste, double cluster) {
        static final Blend DEFAULT = new Blend(0.4, 2.0, 0.7);
    }

    /** What the learnt model must add to the logarithm of the odds to be a reason of its own. */
    private static final double CLEAR_FIT = 0.5;

    /** What stands for the popularity of an item that nobody has touched: half a glance of one person. */
    private static final double UNTOUCHED = 2;

    private final Items items;
    private final Popularity popularity;
    private final Blend blend;

    Ranking(Items items, Popularity popularity, Blend blend) {
        this.items = items;
        this.popularity = popularity;
        this.blend = blend;
    }

    /** The eligible candidates, best first, at most as many as the request has candidates. */
    List<Ranked> best(
            Board board, Subject subject, @Nullable Opinion opinion, Map<PartnerId, Double> liftByPartner, Ask ask) {
        double[] fits = fits(board, opinion);
        double[] odds = odds(board, subject, fits);
        if (ask.rotation().rate() > 0 || !liftByPartner.isEmpty()) {
            move(odds, board, subject, liftByPartner, ask);
        }
        double[] scores = scores(board, odds, ask);
        // Scores near one differ less than a float can tell, so only a boost makes them the order.
        double[] ranks = ask.boost() == null ? odds : scores;
        long[] order = new long[board.size()];
        for (int place = 0; place < order.length; place++) {
            order[place] = (long) descending((float) ranks[place]) << 32 | place;
        }
        Arrays.sort(order);
        return chosen(board, scores, fits, order, subject, ask);
    }

    /** Adds what the person's last exposures and the partners' floors ask for. */
    private void move(double[] odds, Board board, Subject subject, Map<PartnerId, Double> liftByPartner, Ask ask) {
        for (int place = 0; place < odds.length; place++) {
            ItemNode node = items.at(board.item(place));
            odds[place] += liftByPartner.getOrDefault(node.key().partner(), 0.0)
                    + ask.rotation().logFactor(subject.shown(), node.number(), ask.now());
        }
    }

    private double[] scores(Board board, double[] odds, Ask ask) {
        double[] scores = new double[odds.length];
        for (int place = 0; place < odds.length; place++) {
            scores[place] = 1 / (1 + Math.exp(-odds[place]));
            if (ask.boost() != null && !ask.deadline().isTooLateFor(Part.BOOST)) {
                Facts facts = new Facts(items.at(board.item(place)), PersonFacts.NOBODY, ask.context());
                scores[place] *= ask.boost().factor(facts);
            }
        }
        return scores;
    }

    /** What the learnt model adds, by place. */
    private static double[] fits(Board board, @Nullable Opinion opinion) {
        double[] fits = new double[board.size()];
        for (int place = 0; opinion != null && place < fits.length; place++) {
            fits[place] = opinion.of(board.item(place));
        }
        return fits;
    }

    /** Logarithms of the odds by place; zero for the most popular candidate with nothing else to speak for it. */
    private double[] odds(Board board, Subject subject, double[] fits) {
        double[] odds = new double[board.size()];
        double most = 0;
        for (int place = 0; place < odds.length; place++) {
            odds[place] = Math.log(popularity.massOf(board.item(place)) + UNTOUCHED);
            most = Math.max(most, odds[place]);
        }
        for (int place = 0; place < odds.length; place++) {
            odds[place] += -most
                    + fits[place]
                    + blend.tie * board.tie(place)
                    + blend.taste * board.taste(place)
                    + blend.cluster * likedInCluster(subject.cluster(), board.item(place));
        }
        return odds;
    }

    private double likedInCluster(String cluster, int item) {
        if (cluster.isEmpty()) {
            return 0;
        }
        int shelf = items.at(item).shelf().number();
        return Math.log1p(popularity.liftInCluster(cluster, shelf, item));
    }

    /** A number whose order as an integer is the falling order of the floats (their bits, negative ones turned round). */
    private static int descending(float value) {
        int bits = Float.floatToIntBits(value);
        return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
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

    /** Walks down the list; eligibility is asked only of what may be taken, because it may cost an expression. */
    private List<Ranked> chosen(Board board, double[] scores, double[] fits, long[] order, Subject subject, Ask ask) {
        int wanted = ask.diversity() > 0 ? ask.candidates() * 4 : ask.candidates();
        List<Ranked> eligible = new ArrayList<>();
        for (int i = 0; i < order.length && eligible.size() < wanted; i++) {
            int place = (int) order[i];
            ItemNode node = items.at(board.item(place));
            if (Eligibility.allows(node, subject, ask)) {
                eligible.add(new Ranked(node, scores[place], evidence(board, place, fits[place], subject)));
            }
        }
        return ask.diversity() > 0 ? diverse(eligible, ask) : eligible;
    }

    /**
     * Takes the best again and again, where each item already taken of a category scales the rest of it by (1 − diversity):
     * maximal marginal relevance with "same category" as similarity (Carbonell and Goldstein, SIGIR 1998).
     */
    private static List<Ranked> diverse(List<Ranked> eligible, Ask ask) {
        List<Ranked> left = new ArrayList<>(eligible);
        List<Ranked> taken = new ArrayList<>();
        Map<String, Integer> takenByCategory = new HashMap<>();
        while (taken.size() < ask.candidates() && !left.isEmpty()) {
            Ranked best = left.stream()
                    .max(Comparator.comparingDouble(candidate -> candidate.score
                            * Math.pow(
                                    1 - ask.diversity(), takenByCategory.getOrDefault(candidate.node.category(), 0))))
                    .orElseThrow();
            left.remove(best);
            taken.add(best);
            takenByCategory.merge(best.node.category(), 1, Integer::sum);
        }
        return taken;
    }
}
