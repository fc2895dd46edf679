package io.kuajie.recommend.domain.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServedPoliciesTest {
    private static final int LISTS = 2_000;
    private static final int LOGS = 100;
    private static final double[] RATES = {0.10, 0.05, 0.30, 0.15};
    private static final double EVEN = 0.15;
    private static final byte CLICKED = 3;
    private static final byte ORDERED = 7;
    private static final int COUPON = ServedList.numberOf("spring");

    @Test
    void judgements_overManyLogs_coverWhatThePoliciesEarn() {
        // Given
        int ranked = 0;
        int even = 0;
        int best = 0;

        // When
        for (int log = 0; log < LOGS; log++) {
            ServedPolicies found = ServedPolicies.judge(log(new SplittableRandom(log)), Reward.CLICKS, log);
            ranked += of(found, Filling.RANKED).doublyRobust().covers(RATES[0]) ? 1 : 0;
            even += of(found, Filling.EVEN).doublyRobust().covers(EVEN) ? 1 : 0;
            best += of(found, Filling.BEST).doublyRobust().covers(RATES[2]) ? 1 : 0;
        }

        // Then: of a hundred, three deviations around 95
        assertThat(List.of(ranked, even, best))
                .allSatisfy(covered -> assertThat(covered).isBetween(88, 100));
    }

    @Test
    void judgement_ofOneLog_tellsTheBestPolicyFromTheOneThatLogged() {
        // When
        ServedPolicies found = ServedPolicies.judge(log(new SplittableRandom(1)), Reward.CLICKS, 1);

        // Then
        assertThat(found.lists()).isEqualTo(LISTS);
        assertThat(of(found, Filling.BEST).snips().low())
                .isGreaterThan(found.logged().high());
    }

    @Test
    void judgements_byValue_coverWhatThePoliciesLeave() {
        // Given: what is ordered most leaves least, and one carries a coupon
        Town town = new Town(true);
        double[] lefts = {100, 2_000, 10, 4_000 - 0.5 * 8_000 * 0.25};
        for (int item = 0; item < RATES.length; item++) {
            town.items.list(item(item, item == 3 ? 8_000 : 2 * (long) lefts[item]));
            assertThat(town.items.of(Town.key("blossom:" + item)).number()).isEqualTo(item);
        }
        town.offers.put(coupon());
        Reward reward = Reward.value(town.items, new Margins(Map.of(), "CNY", 0.5), town.offers);
        int even = 0;
        int best = 0;

        // When
        for (int log = 0; log < LOGS; log++) {
            List<Outcome> outcomes = log(new SplittableRandom(log), ORDERED, new int[] {0, 0, 0, COUPON});
            ServedPolicies found = ServedPolicies.judge(outcomes, reward, log);
            even += of(found, Filling.EVEN).doublyRobust().covers(mean(lefts)) ? 1 : 0;
            best += of(found, Filling.BEST).doublyRobust().covers(RATES[3] * lefts[3]) ? 1 : 0;
        }

        // Then: of a hundred, three deviations around 95
        assertThat(List.of(even, best))
                .allSatisfy(covered -> assertThat(covered).isBetween(88, 100));
    }

    @Test
    void rewards_ofWhatWasGivenBack_areNone() {
        // Given
        Town town = new Town(true);
        town.items.list(item(0, 1_000));
        Outcome outcome = log(new SplittableRandom(1), (byte) 15, new int[4]).stream()
                .filter(one -> one.kinds()[1] == 15)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(Reward.CLICKS.of(outcome, 1)).isEqualTo(1);
        assertThat(Reward.ORDERS.of(outcome, 1)).isZero();
        assertThat(Reward.value(town.items, Margins.OF_CATALOGUES, town.offers).of(outcome, 1))
                .isZero();
    }

    @Test
    void lists_thatWereNotExplored_areLeftOut() {
        // Given
        List<Outcome> outcomes = new ArrayList<>(log(new SplittableRandom(1)));
        ServedList plain = new ServedList(
                new UUID(0, 1),
                Town.NOW,
                Town.ACADEMY,
                null,
                "",
                "",
                ModelKind.NONE,
                0,
                new int[1],
                new double[1],
                new int[0],
                new int[0],
                new double[0]);

        // When
        outcomes.add(new Outcome(plain, new byte[1]));

        // Then
        assertThat(ServedPolicies.judge(outcomes, Reward.CLICKS, 1).lists()).isEqualTo(LISTS);
    }

    private static OffPolicy of(ServedPolicies found, Filling filling) {
        return Objects.requireNonNull(found.offPolicyByFilling().get(filling));
    }

    private static double mean(double[] lefts) {
        double sum = 0;
        for (int item = 0; item < RATES.length; item++) {
            sum += RATES[item] * lefts[item] / RATES.length;
        }
        return sum;
    }

    private static Item item(int id, long price) {
        return new Item(
                Town.key("blossom:" + id),
                Town.BEAUTY,
                "product",
                "物品",
                Map.of(),
                "",
                List.of(),
                "",
                new Money(price, "CNY"),
                0.5,
                null,
                null,
                null,
                Map.of(),
                false,
                Town.NOW);
    }

    private static Offer coupon() {
        return new Offer(
                "spring",
                "coupon",
                "优惠券",
                Map.of(),
                Town.BLOSSOM,
                null,
                Town.BEAUTY,
                Set.of(),
                Set.of(),
                null,
                25.0,
                null,
                null,
                0,
                Town.NOW,
                Town.NOW.plusSeconds(60));
    }

    private static List<Outcome> log(SplittableRandom random) {
        return log(random, CLICKED, new int[4]);
    }

    /** Half of the lists explored, each choice then alike. @param hit what comes of it @param campaigns by choice */
    private static List<Outcome> log(SplittableRandom random, byte hit, int[] campaigns) {
        int[] choices = {0, 1, 2, 3};
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < LISTS; i++) {
            Exploration exploration = new Exploration(0.5, random.nextDouble());
            double[] probabilities = exploration.probabilities(new double[] {0.25, 0.25, 0.25, 0.25});
            int shown = exploration.choose(probabilities);
            ServedList list = new ServedList(
                    new UUID(random.nextLong(), random.nextLong()),
                    Town.NOW,
                    Town.ACADEMY,
                    null,
                    "",
                    "home",
                    ModelKind.NONE,
                    0,
                    new int[] {9, shown},
                    new double[2],
                    new int[] {0, campaigns[shown]},
                    choices,
                    probabilities);
            outcomes.add(new Outcome(list, new byte[] {1, random.nextDouble() < RATES[shown] ? hit : 1}));
        }
        return outcomes;
    }
}
