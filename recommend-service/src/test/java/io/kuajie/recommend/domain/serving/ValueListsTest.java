package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.OrderLearner;
import io.kuajie.recommend.domain.clicks.OrderLearner.Verdict;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.expression.Compiled;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Items of unequal chances, prices and margins, some of which nobody tells, and three coupons. */
class ValueListsTest {
    private static final int ITEMS = 12;
    private static final int LISTS = 4_000;
    private static final int LENGTH = 4;
    private static final int DRAWN = 6_000;
    private static final Margins MARGINS = new Margins(Map.of(), "CNY", 0.8);

    private final Town town = new Town(true, Floors.NONE, MARGINS);
    private final SplittableRandom random = new SplittableRandom(3);
    private final Asks asks = Asks.at(ACADEMY, BEAUTY).count(ITEMS);
    private final OrderRanker ranker;
    private int listed;

    ValueListsTest() {
        for (int item = 0; item < ITEMS; item++) {
            list(item, random.nextLong(1_000, 40_000), item % 5 == 0 ? null : random.nextDouble(0.05, 0.7));
            for (int person = 0; person < 20 - item; person++) {
                town.person("p" + item + "-" + person, "", bought("blossom:item" + item + "/things"));
            }
        }
        for (Offer offer : List.of(offer("big", 40, 2), offer("small", 5, 1), offer("odd", 15, 0))) {
            town.offers.put(offer);
        }
        ranker = learnt();
    }

    @Test
    void list_byValue_isAsTheFormulaSays() {
        // Given
        town.orderRankers.use(ranker);

        // When
        Answer answer =
                town.recommender.recommend(asks.objective(Objective.VALUE).ask());

        // Then
        Map<ItemNode, Naive> expected = naive(answer);
        assertThat(answer.items())
                .extracting(Recommended::node)
                .containsExactlyElementsOf(expected.keySet().stream()
                        .sorted(Comparator.comparingDouble(
                                        (ItemNode node) -> of(expected, node).value())
                                .reversed())
                        .toList());
        assertThat(answer.items()).allSatisfy(item -> {
            assertThat(item.offer()).isNotNull();
            assertThat(Objects.requireNonNull(item.offer()).campaign())
                    .isEqualTo(of(expected, item.node()).campaign());
            assertThat(item.score()).isCloseTo(of(expected, item.node()).chance(), within(1e-9));
        });
        assertThat(answer.items().stream()
                        .map(item -> Objects.requireNonNull(item.offer()).campaign()))
                .contains("small")
                .contains("big");
        assertThat(answer.objective()).isEqualTo(Objective.VALUE);
        assertThat(answer.model()).endsWith("+orders-1" + ModelKind.VALUES);
        assertThat(ModelKind.of(answer.model())).isEqualTo(ModelKind.VALUE);
    }

    @Test
    void list_byValueOfHundredsOfOffers_weighsEightAnItemAndCarriesOneAsGood() {
        // Given
        town.orderRankers.use(ranker);
        for (int more = 0; more < 300; more++) {
            town.offers.put(offer("more-" + more, 1 + more % 60, 3 + more));
        }
        AtomicLong looks = new AtomicLong();

        // When
        Answer answer = town.recommender.recommend(asks.objective(Objective.VALUE)
                .deadline(Deadline.in(Long.MAX_VALUE / 2, looks::incrementAndGet))
                .ask());

        // Then: each is looked at when it is ranked, and when it is presented
        assertThat(looks.get()).isLessThan(2L * ITEMS * (FittingOffers.MOST + 10));
        OrderRanker.Prediction prediction = ranker.in(new Circumstances(ACADEMY, "", "", 0));
        for (Recommended place : answer.items()) {
            if (Objects.requireNonNull(place.node().item()).margin() != null) {
                double candidate = Objects.requireNonNull(place.candidateScore());
                prediction.look(place.node(), Math.log(candidate / (1 - candidate)));
                double best = town.offers.shownBy(ACADEMY, NOW).stream()
                        .filter(offer -> offer.target() == null)
                        .mapToDouble(offer -> value(place.node(), offer, prediction))
                        .max()
                        .orElseThrow();
                double carried = value(place.node(), Objects.requireNonNull(place.offer()), prediction);
                assertThat(carried).isGreaterThan(best - 0.05 * Math.abs(best));
            }
        }
    }

    private static double value(ItemNode node, Offer offer, OrderRanker.Prediction prediction) {
        return Ranked.chance(prediction.logOdds(ServedList.numberOf(offer.campaign())))
                * MARGINS.of(node.item(), offer);
    }

    @Test
    void list_byOrders_isInTheOrderOfTheirChance() {
        // Given
        town.orderRankers.use(ranker);

        // When
        Answer answer =
                town.recommender.recommend(asks.objective(Objective.ORDERS).ask());

        // Then
        assertThat(answer.items())
                .extracting(Recommended::score)
                .isSortedAccordingTo(Comparator.<Double>naturalOrder().reversed());
        assertThat(answer.items())
                .allSatisfy(
                        item -> assertThat(Objects.requireNonNull(item.offer()).campaign())
                                .isEqualTo("big"));
        assertThat(answer.objective()).isEqualTo(Objective.ORDERS);
        assertThat(answer.model()).endsWith("+orders-1");
    }

    @Test
    void objective_ofWhichTooLittleIsKnown_fallsBackAndSaysSo() {
        // When: nothing is predicted
        Answer nothing =
                town.recommender.recommend(asks.objective(Objective.VALUE).ask());

        // Then
        assertThat(nothing.objective()).isEqualTo(Objective.RELEVANCE);
        assertThat(nothing.items())
                .allSatisfy(item -> assertThat(item.candidateScore()).isNull());

        // When: orders are predicted, and no item has a margin
        town.orderRankers.use(ranker);
        for (int item = 0; item < ITEMS; item++) {
            list(item, 9_900, null);
        }
        Answer orders =
                town.recommender.recommend(asks.objective(Objective.VALUE).ask());

        // Then
        assertThat(orders.objective()).isEqualTo(Objective.ORDERS);
        assertThat(orders.model()).endsWith("+orders-1");

        // When: it is not wanted
        Answer relevance =
                town.recommender.recommend(asks.objective(Objective.RELEVANCE).ask());

        // Then
        assertThat(relevance.objective()).isEqualTo(Objective.RELEVANCE);
        assertThat(relevance.model()).isEqualTo(nothing.model());
    }

    @Test
    void lists_byValueExplored_showItemsAsOftenAsTheirPropensitySays() {
        // Given
        town.orderRankers.use(ranker);
        asks.objective(Objective.VALUE).count(4).diversity(0.2);
        List<ItemNode> plain = nodes(town.recommender.recommend(asks.ask()));
        Map<ItemNode, Integer> shown = new HashMap<>();
        List<Choice> choices = List.of();

        // When
        for (int list = 0; list < DRAWN; list++) {
            Answer answer = town.recommender.recommend(
                    asks.exploration(new Exploration(0.7, random.nextDouble())).ask());
            assertThat(nodes(answer).subList(0, 3)).isEqualTo(plain.subList(0, 3));
            choices = answer.choices();
            shown.merge(answer.items().getLast().node(), 1, Integer::sum);
        }

        // Then: chi-square with seven degrees of freedom, one in a thousand
        double statistic = 0;
        for (Choice choice : choices) {
            double expected = choice.probability() * DRAWN;
            double difference = shown.getOrDefault(choice.node(), 0) - expected;
            statistic += difference * difference / expected;
        }
        assertThat(choices).hasSize(8);
        assertThat(choices.getFirst().node()).isEqualTo(plain.getLast());
        assertThat(statistic).isLessThan(24.3);
    }

    @Test
    void margin_inAnExpression_isUnknown() {
        assertThat(new Expressions().compile(Use.FILTER, "item.margin > 0.2")).isInstanceOf(Compiled.Invalid.class);
        assertThat(new Expressions().compile(Use.TARGET, "item.margin > 0.2")).isInstanceOf(Compiled.Invalid.class);
    }

    /** @param value of items of unknown margin by the mean of the others */
    private record Naive(double chance, String campaign, double value) {}

    private Map<ItemNode, Naive> naive(Answer answer) {
        Map<ItemNode, Naive> byNode = new HashMap<>();
        Map<ItemNode, Double> left = new HashMap<>();
        OrderRanker.Prediction prediction = ranker.in(new Circumstances(ACADEMY, "", "", 0));
        for (Recommended place : answer.items()) {
            Item item = Objects.requireNonNull(place.node().item());
            Double margin = item.margin();
            double price = Objects.requireNonNull(item.price()).minorUnits();
            double candidate = Objects.requireNonNull(place.candidateScore());
            prediction.look(place.node(), Math.log(candidate / (1 - candidate)));
            Naive best = null;
            for (String campaign : margin == null ? List.of("big") : List.of("big", "small", "odd")) {
                if (campaign.equals("odd") && place.node().key().id().length() > 5) {
                    continue;
                }
                int percent = campaign.equals("big") ? 40 : campaign.equals("small") ? 5 : 15;
                double chance = Ranked.chance(prediction.logOdds(ServedList.numberOf(campaign)));
                double leaves = margin == null ? Double.NaN : margin * price - 0.8 * price * percent / 100;
                if (best == null || chance * leaves > best.value()) {
                    best = new Naive(chance, campaign, chance * leaves);
                    left.put(place.node(), Math.max(1, leaves));
                }
            }
            byNode.put(place.node(), Objects.requireNonNull(best));
        }
        double mean = left.values().stream()
                .filter(one -> !Double.isNaN(one))
                .mapToDouble(one -> one)
                .average()
                .orElseThrow();
        byNode.replaceAll((node, found) -> {
            double leaves = Objects.requireNonNull(left.get(node));
            return new Naive(found.chance(), found.campaign(), found.chance() * (Double.isNaN(leaves) ? mean : leaves));
        });
        return byNode;
    }

    private static Naive of(Map<ItemNode, Naive> byNode, ItemNode node) {
        return Objects.requireNonNull(byNode.get(node));
    }

    private static List<ItemNode> nodes(Answer answer) {
        return answer.items().stream().map(Recommended::node).toList();
    }

    private void list(int item, long price, @Nullable Double margin) {
        town.items.list(new Item(
                Town.key("blossom:item" + item),
                BEAUTY,
                "product",
                "物品" + item,
                Map.of(),
                "category" + item % 3,
                List.of(),
                "",
                new Money(price, "CNY"),
                margin,
                null,
                null,
                null,
                Map.of(),
                false,
                NOW.plusSeconds(listed++)));
    }

    /** One of them is not for items of a number above nine. */
    private static Offer offer(String campaign, double percentOff, int priority) {
        return new Offer(
                campaign,
                "coupon",
                "优惠券",
                Map.of(),
                BLOSSOM,
                ACADEMY,
                BEAUTY,
                Set.of(),
                Set.of(),
                campaign.equals("odd") ? Town.compiled(Use.TARGET, "size(item.id) < 6") : null,
                percentOff,
                null,
                null,
                priority,
                NOW.minusSeconds(60),
                NOW.plusSeconds(60));
    }

    /** Of lists in which the big coupon sells four times as much as none, and the small one hardly more. */
    private OrderRanker learnt() {
        List<Outcome> outcomes = new ArrayList<>();
        int[] campaigns = {0, ServedList.numberOf("big"), ServedList.numberOf("small"), ServedList.numberOf("odd")};
        double[] rates = {0.1, 0.4, 0.12, 0.2};
        for (int list = 0; list < LISTS; list++) {
            int[] items = new int[LENGTH];
            double[] scores = new double[LENGTH];
            int[] carried = new int[LENGTH];
            byte[] kinds = new byte[LENGTH];
            for (int place = 0; place < LENGTH; place++) {
                int item = random.nextInt(ITEMS);
                int offer = random.nextInt(campaigns.length);
                items[place] = town.items.of(Town.key("blossom:item" + item)).number();
                scores[place] = random.nextDouble(0.1, 0.9);
                carried[place] = campaigns[offer];
                boolean isClicked = random.nextDouble() < 0.05 + 0.4 * (item * 7 % ITEMS) / ITEMS;
                kinds[place] = (byte) (!isClicked ? 1 : random.nextDouble() < rates[offer] ? 7 : 3);
            }
            outcomes.add(new Outcome(
                    new ServedList(
                            new UUID(1, list),
                            NOW.plusSeconds(list),
                            ACADEMY,
                            null,
                            "",
                            "",
                            ModelKind.NONE,
                            0,
                            items,
                            scores,
                            carried,
                            new int[0],
                            new double[0]),
                    kinds));
        }
        OrderLearner learner = new OrderLearner(town.items, 1);
        learner.learn(outcomes.stream(), Instant.MAX);
        return ((Verdict.Accepted) learner.judge("orders-1")).ranker();
    }
}
