package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.compiled;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Floors;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final int ITEMS = 14;
    private static final int ROUNDS = 2_000;
    private static final PartnerId PETAL = new PartnerId("petal");

    private final Town town = town(Floors.NONE);
    private final Asks asks = Asks.at(ACADEMY, BEAUTY).user("ann").count(4);

    @Test
    void pins_inTheOrderGiven_standOnTopAndSayWhy() {
        // When
        Answer answer = town.recommender.recommend(
                asks.pins("blossom:item3", "blossom:item11").ask());

        // Then
        assertThat(ids(answer)).startsWith("item3", "item11").hasSize(4).doesNotHaveDuplicates();
        assertThat(answer.pinned()).isEqualTo(2);
        assertThat(answer.items().getFirst().reason().code()).isEqualTo("pinned");
        assertThat(answer.items().getFirst().reason().text()).isEqualTo("本店推荐");
        assertThat(answer.items().getFirst().score()).isEqualTo(1);
        assertThat(answer.leftOut()).isEmpty();
        assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
        assertThat(town.recommender
                        .recommend(asks.locale("en").ask())
                        .items()
                        .getFirst()
                        .reason()
                        .text())
                .isEqualTo("Recommended by the shop");
    }

    @Test
    void pins_thatNobodyKnows_arePassedOverAndSaidSo() {
        // When
        Answer answer = town.recommender.recommend(
                asks.pins("blossom:nothing", "blossom:item3").ask());

        // Then
        assertThat(ids(answer)).startsWith("item3").hasSize(4);
        assertThat(answer.leftOut()).containsExactly("pins");
    }

    @Test
    void pins_thatMayNotBeShown_arePassedOver() {
        // Given: item 1 is owned, 2 sold out, 4 withdrawn, 5 excluded, 6 filtered out; two are of others
        town.list("petal:item13", "物品13", "things");
        town.list("blossom:item2", "物品2", "things", 0L, false, Town.NOW);
        town.list("blossom:item4", "物品4", "things", null, true, Town.NOW);
        town.person("ann", "", studied("academy:c/c"), bought("blossom:item1/things"));

        // When
        Answer answer = town.recommender.recommend(asks.pins(
                        "blossom:item1",
                        "blossom:item2",
                        "blossom:item4",
                        "blossom:item5",
                        "blossom:item6",
                        "academy:c",
                        "petal:item13",
                        "blossom:item8")
                .exclude("blossom:item5")
                .filter(compiled(Use.FILTER, "item.id != 'item6'"))
                .of(BLOSSOM)
                .ask());

        // Then
        assertThat(answer.pinned()).isEqualTo(1);
        assertThat(ids(answer))
                .startsWith("item8")
                .hasSize(4)
                .doesNotContain("item1", "item2", "item4", "item5", "item6", "item13");
        assertThat(answer.leftOut()).isEmpty();
    }

    @Test
    void pin_shownOftenEnough_isCappedAsAnyItem() {
        // Given
        ItemKey pin = Town.key("blossom:item3");
        ServedList shown = new ServedList(
                new UUID(0, 1),
                Town.NOW,
                ACADEMY,
                Town.leaf(ACADEMY, "ann"),
                "",
                "",
                ModelKind.NONE,
                1,
                new int[] {town.items.of(pin).number()},
                new double[] {1},
                new int[0],
                new int[0],
                new double[0]);
        town.exposures.hear(Kind.SHOWN, shown, 0, Town.NOW);

        // When
        Answer answer = town.recommender.recommend(asks.pins("blossom:item3")
                .rotation(new Rotation(1, 0, Duration.ofDays(1)))
                .ask());

        // Then
        assertThat(ids(answer)).hasSize(4).doesNotContain("item3");
    }

    @Test
    void pins_moreThanTheList_fillItAndNothingIsDrawn() {
        // When
        Answer answer = town.recommender.recommend(asks.count(2)
                .pins("blossom:item3", "blossom:item11", "blossom:item7")
                .exploration(new Exploration(1, 0.9))
                .ask());

        // Then
        assertThat(ids(answer)).containsExactly("item3", "item11");
        assertThat(answer.choices()).isEmpty();
        assertThat(answer.arm()).isEmpty();
        assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
    }

    @Test
    void pins_anyOfThem_keepOrderAndRulesAndLeaveTheOtherPlacesAsTheyWouldBe() {
        SplittableRandom random = new SplittableRandom(5);
        Expression filter = compiled(Use.FILTER, "item.id != 'item6' && item.id != 'item9'");
        for (int round = 0; round < ROUNDS; round++) {
            // Given: any pins, of which some are unknown, not allowed, or named twice
            int count = random.nextInt(1, 8);
            List<String> pins = pins(random);
            Exploration exploration = new Exploration(random.nextInt(3) / 2.0, random.nextDouble());
            Asks request = Asks.at(ACADEMY, BEAUTY)
                    .user("ann")
                    .filter(filter)
                    .diversity(random.nextInt(2) / 2.0)
                    .exploration(exploration);
            List<String> standing = new LinkedHashSet<>(pins)
                    .stream()
                            .filter(pin -> !Set.of("blossom:none", "blossom:item6", "blossom:item9", "blossom:item13")
                                    .contains(pin))
                            .limit(count)
                            .toList();

            // When
            Answer answer = town.recommender.recommend(
                    request.count(count).pins(pins.toArray(String[]::new)).ask());

            // Then
            assertThat(keys(answer).subList(0, answer.pinned())).isEqualTo(standing);
            assertThat(keys(answer)).hasSize(count).doesNotHaveDuplicates();
            assertThat(answer.items().subList(0, answer.pinned()))
                    .allSatisfy(place -> assertThat(place.propensity()).isEqualTo(1));
            assertThat(answer.leftOut()).isEqualTo(pins.contains("blossom:none") ? List.of("pins") : List.of());
            if (standing.size() == count) {
                assertThat(answer.choices()).isEmpty();
            } else {
                Answer rest = town.recommender.recommend(request.count(count - standing.size())
                        .pins()
                        .exclude(standing.toArray(String[]::new))
                        .ask());
                assertThat(places(answer).subList(answer.pinned(), count)).isEqualTo(places(rest));
                assertThat(chances(answer)).isEqualTo(chances(rest));
                assertThat(answer.arm()).isEqualTo(rest.arm());
            }
        }
    }

    @Test
    void pins_countForFloors_asTheAttentionThatTheyGet() {
        // Given: petal is to have half of the attention, and all of it is its own while its items are pinned
        Town held = town(new Floors(Map.of(PETAL, 0.5)));
        IntStream.range(0, 4).forEach(item -> held.list("petal:p" + item, "花" + item, "things"));
        Asks pinned = Asks.at(ACADEMY, BEAUTY).count(2).pins("petal:p0", "petal:p1");

        // When
        for (int list = 0; list < 100; list++) {
            held.recommender.recommend(pinned.ask());
        }

        // Then: nothing had to be lifted, so without pins its items come no sooner than they would
        assertThat(keys(held.recommender.recommend(pinned.count(4).pins().ask())))
                .allSatisfy(key -> assertThat(key).startsWith("blossom:"));
    }

    @Test
    void pins_moreThanMayBe_areRefused() {
        String[] eleven =
                IntStream.range(0, 11).mapToObj(item -> "blossom:item" + item).toArray(String[]::new);
        assertThatThrownBy(() -> asks.pins(eleven).ask()).hasMessageContaining("pins (11)");
    }

    private static List<String> pins(SplittableRandom random) {
        List<String> all = new ArrayList<>(List.of("blossom:none"));
        IntStream.range(0, ITEMS).forEach(item -> all.add("blossom:item" + item));
        Collections.shuffle(all, new Random(random.nextLong()));
        List<String> pins = new ArrayList<>(all.subList(0, random.nextInt(1, Ask.MOST_PINS)));
        pins.add(pins.get(random.nextInt(pins.size())));
        return pins;
    }

    /** The last item is sold out. */
    private static Town town(Floors floors) {
        Town town = new Town(true, floors);
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:item" + item, "物品" + item, "category" + item % 3);
            for (int person = 0; person <= item; person++) {
                town.person(
                        "p" + item + "-" + person,
                        "c1",
                        studied("academy:c/c"),
                        bought("blossom:item" + item + "/category" + item % 3));
            }
        }
        town.list("blossom:item13", "物品13", "category1", 0L, false, Town.NOW);
        town.person("ann", "c1", studied("academy:c/c"));
        return town;
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.node().key().id()).toList();
    }

    private static List<String> keys(Answer answer) {
        return answer.items().stream().map(item -> item.node().key().toString()).toList();
    }

    private static List<String> places(Answer answer) {
        return answer.items().stream().map(PinsTest::place).toList();
    }

    private static String place(Recommended place) {
        return "%s %s %s".formatted(place.node().key(), place.propensity(), place.reason());
    }

    private static List<String> chances(Answer answer) {
        return answer.choices().stream()
                .map((Choice choice) -> "%s %s".formatted(choice.node().key(), choice.probability()))
                .toList();
    }
}
