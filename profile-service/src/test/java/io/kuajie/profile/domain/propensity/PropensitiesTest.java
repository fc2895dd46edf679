package io.kuajie.profile.domain.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.person.Portraits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropensitiesTest {
    private static final long TODAY = 20_000;
    private static final Instant NOW =
            Instant.EPOCH.plus(Duration.ofDays(TODAY)).plus(Duration.ofHours(20));
    private static final int PEOPLE = 8_000;
    /** What a chance may be off by, on the mean: the bar that click models have too. */
    private static final double CALIBRATION = 0.02;

    /** What somebody does from thirty days before today to fourteen days after, and their portrait as of the end of today. */
    private record Somebody(List<LeafEvent> events, Portrait portrait) {
        static Somebody of(int number, List<LeafEvent> events) {
            List<LeafEvent> known =
                    events.stream().filter(event -> day(event) <= TODAY).toList();
            return new Somebody(events, Portraits.of(LeafKey.parse("blossom:u" + number), known));
        }

        boolean buysAfter() {
            return after(event -> event.action().equals(Action.BUY));
        }

        boolean staysAway() {
            return !after(event -> true);
        }

        private boolean after(Predicate<LeafEvent> such) {
            return events.stream().anyMatch(event -> day(event) > TODAY && such.test(event));
        }
    }

    @Test
    void chances_ofPeopleTheyWereNotLearntFrom_areCalibratedAndBetterThanTheShareOfAll() {
        // Given
        List<Somebody> known = crowd(new SplittableRandom(1), PEOPLE, 1);
        List<Somebody> others = crowd(new SplittableRandom(2), PEOPLE, 1);

        // When
        Propensities propensities = learntFrom(known);

        // Then
        Judged buys = Judged.of(others, person -> outlook(propensities, person).buy(), Somebody::buysAfter);
        Judged stays = Judged.of(others, person -> outlook(propensities, person).churn(), Somebody::staysAway);
        assertThat(buys.calibrationError()).isLessThan(CALIBRATION);
        assertThat(stays.calibrationError()).isLessThan(CALIBRATION);
        assertThat(buys.logLoss()).isLessThan(0.9 * buys.plainLogLoss());
        assertThat(stays.logLoss()).isLessThan(0.9 * stays.plainLogLoss());
        // What is said of their quality is what others find.
        assertThat(propensities.qualityOfBuy().logLoss()).isCloseTo(buys.logLoss(), within(0.03));
        assertThat(propensities.qualityOfChurn().logLoss()).isCloseTo(stays.logLoss(), within(0.03));
        assertThat(propensities.qualityOfBuy().cases()).isBetween(PEOPLE * 9L / 10, (long) PEOPLE);
    }

    /** Nothing can be foretold of people who throw dice every day; what looks like a rule would be learnt from what came after. */
    @Test
    void chances_ofPeopleWhoThrowDice_areNoBetterAndHardlyWorseThanTheShareOfAll() {
        Propensities propensities = learntFrom(crowd(new SplittableRandom(3), PEOPLE, 0));

        assertThat(propensities.qualityOfBuy().gain()).isBetween(-0.01, 0.01);
        assertThat(propensities.qualityOfChurn().gain()).isBetween(-0.01, 0.01);
        assertThat(propensities.qualityOfBuy().calibrationError()).isLessThan(CALIBRATION);
    }

    @Test
    void tastes_areThoseDealtWithInTheLastFortnight_likeliestFirst() {
        // Given: who wanted hair bought hair, who looked at nails bought no nails
        Retrospect retrospect = new Retrospect();
        for (int i = 0; i < 300; i++) {
            retrospect.add(
                    portrait(
                            i,
                            event(TODAY - 16, Action.BROWSE, "nails"),
                            event(TODAY - 16, Action.CART, "hair"),
                            event(TODAY - 10, Action.BUY, "hair")),
                    NOW);
        }
        Portrait person = portrait(
                1,
                event(TODAY - 14, Action.CART, "lips"),
                event(TODAY - 1, Action.BROWSE, "nails"),
                event(TODAY - 1, Action.CART, "hair"));

        // When
        List<Propensities.Taste> tastes =
                new Propensities(retrospect, 0).of(person, NOW).tastes();

        // Then
        assertThat(tastes).extracting(taste -> taste.key().category()).containsExactly("hair", "nails");
        assertThat(tastes.getFirst().buy()).isGreaterThan(0.9);
        assertThat(tastes.getLast().buy()).isLessThan(0.1);
    }

    /** Two who wanted it bought, among three hundred who looked on and did not. */
    @Test
    void chances_ofAHandfulOfPeople_areThoseOfEverybodyToWhomAHandfulIsNotShown() {
        // Given
        Retrospect retrospect = new Retrospect();
        for (int i = 0; i < 300; i++) {
            retrospect.add(portrait(i, event(TODAY - 16, Action.BROWSE, "hair")), NOW);
        }
        for (int i = 300; i < 302; i++) {
            retrospect.add(
                    portrait(i, event(TODAY - 16, Action.CART, "hair"), event(TODAY - 10, Action.BUY, "hair")), NOW);
        }
        Portrait waverer = portrait(1, event(TODAY - 1, Action.CART, "hair"));

        // When
        double all = new Propensities(retrospect, 0).of(waverer, NOW).buy();
        double shown = new Propensities(retrospect, 20).of(waverer, NOW).buy();

        // Then
        assertThat(shown).isEqualTo(2.5 / 303);
        assertThat(all).isGreaterThan(10 * shown);
        assertThat(new Propensities(retrospect, 303).isKnown()).isFalse();
    }

    /** The last day of what is looked back from is fifteen days ago, and today, which is not over, tells nothing. */
    @Test
    void retrospect_countsWhatCameInTheFourteenWholeDaysBeforeToday() {
        assertThat(boughtAmong(event(TODAY - 15, Action.BROWSE, "hair"), event(TODAY - 14, Action.BUY, "hair")))
                .isOne();
        assertThat(boughtAmong(event(TODAY - 15, Action.BROWSE, "hair"), event(TODAY - 1, Action.BUY, "hair")))
                .isOne();
        assertThat(boughtAmong(event(TODAY - 15, Action.BUY, "hair"), event(TODAY, Action.BUY, "hair")))
                .isZero();
    }

    @Test
    void retrospect_leavesOutWhoCameLater() {
        // Given
        Retrospect retrospect = new Retrospect();
        retrospect.add(portrait(1, event(TODAY - 14, Action.BROWSE, "hair")), NOW);

        // Then
        assertThat(new Propensities(retrospect, 0).qualityOfBuy().cases()).isZero();
        assertThat(new Propensities(retrospect, 0).isKnown()).isFalse();
    }

    private static long boughtAmong(LeafEvent... events) {
        Retrospect retrospect = new Retrospect();
        retrospect.add(portrait(1, events), NOW);
        return retrospect.bought()[0].sumOfHits() + retrospect.bought()[1].sumOfHits();
    }

    private static Propensities.Outlook outlook(Propensities propensities, Somebody person) {
        return propensities.of(person.portrait(), NOW);
    }

    private static Propensities learntFrom(List<Somebody> people) {
        Retrospect retrospect = new Retrospect();
        people.forEach(person -> retrospect.add(person.portrait(), NOW));
        return new Propensities(retrospect, 0);
    }

    /** @param variety 1 for people who differ in how often they come and buy, 0 for people who are all alike */
    private static List<Somebody> crowd(RandomGenerator random, int people, double variety) {
        return IntStream.range(0, people)
                .mapToObj(n -> {
                    double comes = 0.15 + variety * (random.nextDouble() * 0.5 - 0.14);
                    double buys = 0.2 + variety * (random.nextBoolean() ? 0.3 : -0.19);
                    return Somebody.of(n, life(random, comes, buys));
                })
                .toList();
    }

    private static List<LeafEvent> life(RandomGenerator random, double comes, double buys) {
        List<LeafEvent> events = new ArrayList<>();
        events.add(event(TODAY - 40, Action.BROWSE, "hair"));
        for (long day = TODAY - 29; day <= TODAY + 14; day++) {
            if (random.nextDouble() < comes) {
                events.add(event(day, Action.BROWSE, "hair"));
                if (random.nextDouble() < 2 * buys) {
                    events.add(event(day, Action.CART, "hair"));
                }
                if (random.nextDouble() < buys) {
                    events.add(event(day, Action.BUY, "hair"));
                }
            }
        }
        return events;
    }

    private static Portrait portrait(int number, LeafEvent... events) {
        return Portraits.of(LeafKey.parse("blossom:u" + number), List.of(events));
    }

    /** At noon, with offsets in the order of days, and on a day in that of the way to a purchase. */
    private static LeafEvent event(long day, Action action, String category) {
        Instant noon = Instant.EPOCH.plus(Duration.ofDays(day)).plus(Duration.ofHours(12));
        LeafEvent event = LeafEvents.act(day * 10 + order(action), noon, action);
        return new LeafEvent(event.position(), noon, action, event.domain(), category, null, event.weight(), 1, null);
    }

    private static int order(Action action) {
        return action.equals(Action.BUY) ? 2 : action.equals(Action.CART) ? 1 : 0;
    }

    private static long day(LeafEvent event) {
        return Math.floorDiv(event.occurredAt().getEpochSecond(), 86_400);
    }

    /** Naively, case by case. */
    private record Judged(double logLoss, double plainLogLoss, double calibrationError) {
        static Judged of(List<Somebody> people, ToDoubleFunction<Somebody> chance, Predicate<Somebody> comesTrue) {
            double share = (double) people.stream().filter(comesTrue).count() / people.size();
            double loss = 0;
            double plain = 0;
            double[] off = new double[10];
            for (Somebody person : people) {
                double said = chance.applyAsDouble(person);
                boolean came = comesTrue.test(person);
                loss -= Math.log(came ? said : 1 - said);
                plain -= Math.log(came ? share : 1 - share);
                off[(int) (said * 10)] += said - (came ? 1 : 0);
            }
            double error = 0;
            for (double tenth : off) {
                error += Math.abs(tenth) / people.size();
            }
            return new Judged(loss / people.size(), plain / people.size(), error);
        }
    }
}
