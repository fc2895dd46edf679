package io.kuajie.recommend.domain.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.clicks.OrderLearner.Verdict;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Generated logs: what is clicked depends on the item, the cluster and the place; what is ordered of it on the category, the cluster,
 * and whether there is a coupon.
 */
class OrderLearnerTest {
    private static final int ITEMS = 100;
    private static final int CATEGORIES = 8;
    private static final int CLUSTERS = 5;
    private static final int LISTS = 12_000;
    private static final int LENGTH = 10;
    private static final int COUPON = ServedList.numberOf("spring");
    private static final double COUPON_HELPS = 1.2;
    private static final byte SHOWN = 1;
    private static final byte CLICKED = 3;
    private static final byte ORDERED = 7;
    private static final byte REFUNDED = 15;

    private final Town town = new Town(true);
    private final SplittableRandom random = new SplittableRandom(7);
    private final double[] appeal = random.doubles(ITEMS, -1, 1).toArray();
    private final double[] liking =
            random.doubles(CLUSTERS * CATEGORIES, -1.5, 1.5).toArray();
    private final double[] need =
            random.doubles(CLUSTERS * CATEGORIES, -1.5, 1.5).toArray();

    OrderLearnerTest() {
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:" + item, "物品" + item, "category" + item % CATEGORIES);
        }
    }

    @Test
    void model_onTimeSplitLogs_beatsMeanRateAndCandidateScoreAndIsCalibrated() {
        // Given
        List<Outcome> log = log();
        OrderLearner learner = new OrderLearner(town.items, 1);
        Instant split = log.get(LISTS * 4 / 5).list().at();
        learner.learn(log.stream(), split);
        OrderRanker ranker = ((Verdict.Accepted) learner.judge("orders-1")).ranker();

        // When: the last fifth is predicted by what was learnt before
        List<Outcome> later = log.stream()
                .filter(outcome -> outcome.list().at().isAfter(split))
                .toList();
        int size = later.size() * LENGTH;
        double[] odds = new double[size];
        double[] candidates = new double[size];
        boolean[] sold = new boolean[size];
        double error = 0;
        for (int i = 0; i < size; i++) {
            ServedList list = later.get(i / LENGTH).list();
            int place = i % LENGTH;
            Features features = Features.of(town.items.at(list.items()[place]), list, place);
            candidates[i] = features.candidate();
            sold[i] = later.get(i / LENGTH).isSold(place);
            odds[i] = ranker.calibration()
                    .logOdds(Calibration.logOddsOfBoth(
                            ranker.clicks().logOdds(features),
                            ranker.orders().logOdds(features.with(list.campaign(place)))));
            error += Math.abs(Calibration.chance(odds[i]) - truth(list, place)) / size;
        }

        // Then: better than what is calibrated on the judged part itself
        ClickQuality quality = ClickQuality.of(odds, sold);
        ClickQuality candidate = ClickQuality.of(calibrated(candidates, sold), sold);
        ClickQuality base = ClickQuality.of(calibrated(new double[size], sold), sold);
        double rate = (double) count(sold) / size;
        System.out.printf(
                "order model %s, candidate score %s, mean rate %s; rate %.4f, mean error of the chance %.4f%n",
                quality, candidate, base, rate, error);
        assertThat(quality.areaUnderCurve()).isGreaterThan(candidate.areaUnderCurve() + 0.05);
        assertThat(quality.logLoss()).isLessThan(candidate.logLoss()).isLessThan(base.logLoss());
        assertThat(quality.calibrationError()).isLessThan(0.02).isLessThan(0.3 * rate);
        assertThat(ranker.quality().calibrationError()).isLessThan(0.02);
        assertThat(error).isLessThan(0.6 * rate);
    }

    @Test
    void model_ofOffersThatSell_expectsMoreOfAnItemWithOne() {
        // Given
        OrderLearner learner = new OrderLearner(town.items, 1);
        learner.learn(log().stream(), Instant.MAX);
        OrderRanker ranker = ((Verdict.Accepted) learner.judge("orders-1")).ranker();
        OrderRanker.Prediction prediction = ranker.in(new Circumstances(Town.ACADEMY, "home", "c1", 3));

        // When
        double sum = 0;
        for (int item = 0; item < ITEMS; item++) {
            prediction.look(town.items.of(Town.key("blossom:" + item)), 0);
            sum += prediction.logOdds(COUPON) - prediction.logOdds(ServedList.NO_CAMPAIGN);
        }

        // Then
        assertThat(sum / ITEMS).isBetween(0.3 * COUPON_HELPS, 1.3 * COUPON_HELPS);
    }

    @Test
    void prediction_inServing_isThatOfTheFeaturesTogether() {
        // Given
        OrderLearner learner = new OrderLearner(town.items, 1);
        List<Outcome> log = log();
        learner.learn(log.stream(), Instant.MAX);
        OrderRanker ranker = ((Verdict.Accepted) learner.judge("orders-1")).ranker();

        for (Outcome outcome : log.subList(0, 200)) {
            // When
            ServedList list = outcome.list();
            Features features = Features.of(town.items.at(list.items()[0]), list, 0);
            OrderRanker.Prediction prediction =
                    ranker.in(new Circumstances(list.storefront(), list.surface(), list.cluster(), 7));
            prediction.look(town.items.at(list.items()[0]), features.candidate());

            // Then
            double together = ranker.calibration()
                    .logOdds(Calibration.logOddsOfBoth(
                            ranker.clicks().logOdds(features),
                            ranker.orders().logOdds(features.with(list.campaign(0)))));
            assertThat(prediction.logOdds(list.campaign(0))).isCloseTo(together, within(1e-4));
        }
    }

    @Test
    void orders_givenBack_areNone() {
        // Given
        OrderLearner learner = new OrderLearner(town.items, 1);
        List<Outcome> refunded = log().stream()
                .map(outcome -> new Outcome(outcome.list(), refunded(outcome.kinds())))
                .toList();

        // When
        learner.learn(refunded.stream(), Instant.MAX);

        // Then
        assertThat(learner.judge("orders-1"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("0 orders are known"));
    }

    @Test
    void model_whereOrdersAreChance_isNotUsed() {
        // Given
        OrderLearner learner = new OrderLearner(town.items, 1);
        List<Outcome> chance = log().stream()
                .map(outcome -> new Outcome(outcome.list(), byChance(outcome.kinds().length)))
                .toList();

        // When
        learner.learn(chance.stream(), Instant.MAX);

        // Then
        switch (learner.judge("orders-1")) {
            case Verdict.Accepted(OrderRanker ranker) ->
                assertThat(ranker.quality().isBetterThan(ranker.base())).isTrue();
            case Verdict.Refused(String reason) -> assertThat(reason).contains("not better");
        }
    }

    @Test
    void lists_learntTwice_countOnce() {
        // Given
        List<Outcome> log = log();
        OrderLearner once = new OrderLearner(town.items, 1);
        OrderLearner twice = new OrderLearner(town.items, 1);
        once.learn(log.stream(), Instant.MAX);

        // When
        Instant half = log.get(LISTS / 2).list().at();
        twice.learn(log.stream(), half);
        twice.learn(log.stream(), half);
        twice.learn(log.stream(), Instant.MAX);

        // Then
        OrderRanker expected = ((Verdict.Accepted) once.judge("a")).ranker();
        OrderRanker found = ((Verdict.Accepted) twice.judge("a")).ranker();
        assertThat(found.examples()).isEqualTo(expected.examples());
        assertThat(found.quality()).isEqualTo(expected.quality());
    }

    private List<Outcome> log() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            int[] items = new int[LENGTH];
            int[] campaigns = new int[LENGTH];
            double[] scores = new double[LENGTH];
            for (int place = 0; place < LENGTH; place++) {
                int item = random.nextInt(ITEMS);
                items[place] = town.items.of(Town.key("blossom:" + item)).number();
                campaigns[place] = random.nextInt(3) == 0 ? COUPON : ServedList.NO_CAMPAIGN;
                scores[place] = Calibration.chance(0.5 * appeal[item] + random.nextGaussian());
            }
            ServedList served = new ServedList(
                    new UUID(1, list),
                    Town.NOW.plusSeconds(list),
                    Town.ACADEMY,
                    null,
                    "c" + random.nextInt(CLUSTERS),
                    "home",
                    ModelKind.NONE,
                    0,
                    items,
                    scores,
                    campaigns,
                    new int[0],
                    new double[0]);
            outcomes.add(new Outcome(served, kinds(served)));
        }
        return outcomes;
    }

    private byte[] kinds(ServedList list) {
        byte[] kinds = new byte[LENGTH];
        for (int place = 0; place < LENGTH; place++) {
            boolean isClicked = random.nextDouble() < click(list, place);
            boolean isOrdered = isClicked && random.nextDouble() < order(list, place);
            kinds[place] = isOrdered ? ORDERED : isClicked ? CLICKED : SHOWN;
        }
        return kinds;
    }

    private double truth(ServedList list, int place) {
        return click(list, place) * order(list, place);
    }

    private double click(ServedList list, int place) {
        int item = id(list, place);
        double candidate = Math.log(list.scores()[place] / (1 - list.scores()[place]));
        return Calibration.chance(-2.5 + 0.5 * candidate + appeal[item] + liking[cell(list, item)] - 0.15 * place);
    }

    private double order(ServedList list, int place) {
        double helped = list.campaign(place) == COUPON ? COUPON_HELPS : 0;
        return Calibration.chance(-1.8 + need[cell(list, id(list, place))] + helped);
    }

    private int id(ServedList list, int place) {
        return Integer.parseInt(town.items.at(list.items()[place]).key().id());
    }

    private static int cell(ServedList list, int item) {
        return Integer.parseInt(list.cluster().substring(1)) * CATEGORIES + item % CATEGORIES;
    }

    private byte[] byChance(int places) {
        byte[] kinds = new byte[places];
        for (int place = 0; place < places; place++) {
            kinds[place] = random.nextInt(40) == 0 ? ORDERED : SHOWN;
        }
        return kinds;
    }

    private static byte[] refunded(byte[] kinds) {
        byte[] refunded = kinds.clone();
        for (int place = 0; place < kinds.length; place++) {
            refunded[place] = kinds[place] == ORDERED ? REFUNDED : kinds[place];
        }
        return refunded;
    }

    private static double[] calibrated(double[] odds, boolean[] sold) {
        Calibration platt = Calibration.of(odds, sold);
        double[] calibrated = new double[odds.length];
        for (int i = 0; i < odds.length; i++) {
            calibrated[i] = platt.logOdds(odds[i]);
        }
        return calibrated;
    }

    private static int count(boolean[] sold) {
        int count = 0;
        for (boolean one : sold) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
