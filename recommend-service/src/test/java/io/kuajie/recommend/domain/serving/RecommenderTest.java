package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.COURSE;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.ago;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.browsed;
import static io.kuajie.recommend.domain.Town.leaf;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty people known on both sides tie make-up courses to brushes and lipsticks, and fitness courses to sun cream. */
class RecommenderTest {
    private final Town town = new Town(true);

    @BeforeEach
    void settle() {
        town.list("academy:make-up", "化妆技巧", "make-up");
        town.list("academy:styling", "形象设计", "styling");
        town.list("academy:running", "跑步入门", "fitness");
        town.list("blossom:brush", "化妆刷", "tools");
        town.list("blossom:lipstick", "口红", "colour");
        town.list("blossom:sun-cream", "防晒霜", "skin-care");
        town.list("blossom:serum", "精华液", "skin-care");
        town.list("blossom:new-mask", "新面膜", "masks");
        for (int i = 0; i < 10; i++) {
            town.person("artist" + i, "c1", studied("academy:make-up/make-up"), bought("blossom:brush/tools"));
            town.person("artist-too" + i, "c1", studied("academy:styling/styling"), bought("blossom:lipstick/colour"));
            town.person(
                    "runner" + i,
                    "c2",
                    studied("academy:running/fitness"),
                    bought("blossom:sun-cream/skin-care"),
                    browsed("blossom:serum/skin-care"));
        }
    }

    @Test
    void courseLearner_asksForBeauty_getsWhatFellowLearnersBuy() {
        // Given
        town.person("ann", "c1", bought("academy:make-up/make-up"), studied("academy:styling/styling"));

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("ann").count(3).ask());

        // Then
        assertThat(ids(answer).subList(0, 2)).containsExactlyInAnyOrder("brush", "lipstick");
        assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
        Recommended first = find(answer, "brush");
        assertThat(first.reason().code()).isEqualTo("bought-item");
        assertThat(first.reason().text()).isEqualTo("因为你购买了《化妆技巧》");
        assertThat(first.reason().because()).containsExactly(Town.key("academy:make-up"));
        assertThat(find(answer, "lipstick").reason().code()).isEqualTo("studied-topic");
    }

    @Test
    void beautyCustomer_asksForCourses_getsWhatFellowCustomersStudy() {
        // Given
        town.person("bea", "c1", bought("blossom:brush/tools"));

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, COURSE).user("bea").locale("en").ask());

        // Then
        assertThat(ids(answer).getFirst()).isEqualTo("make-up");
        assertThat(answer.items().getFirst().reason().text()).isEqualTo("Because you bought “化妆刷 (en)”");
    }

    @Test
    void newcomer_itemNobodyElseTouched_isReachedThroughItsCategory() {
        // Given
        town.person("cat", "", browsed("academy:make-up-for-beginners/make-up"));

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("cat").count(2).ask());

        // Then
        assertThat(ids(answer).getFirst()).isEqualTo("brush");
        assertThat(answer.items().getFirst().reason().code()).isEqualTo("category-interest");
        assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
    }

    @Test
    void candidateScores_ofBoostedLists_areTheScoresOfPlainOnes() {
        // Given
        town.person("ann", "c1", bought("academy:make-up/make-up"), studied("academy:styling/styling"));
        Asks asks = Asks.at(ACADEMY, BEAUTY).user("ann").count(4);
        Answer plain = town.recommender.recommend(asks.ask());
        assertThat(plain.items())
                .allSatisfy(item -> assertThat(item.candidateScore()).isNull());

        // When
        Answer boosted =
                town.recommender.recommend(asks.boost(Town.compiled(Use.BOOST, "item.id == 'brush' ? 0.5 : 1.0"))
                        .ask());

        // Then
        Recommended brush = find(boosted, "brush");
        assertThat(brush.score()).isEqualTo(find(plain, "brush").score() / 2);
        assertThat(brush.candidateScore()).isEqualTo(find(plain, "brush").score());
        assertThat(find(boosted, "lipstick").candidateScore()).isNull();
    }

    @Test
    void list_changesAsFurtherEventsArrive() {
        // Given
        town.person("dan", "", studied("academy:make-up/make-up"));
        Ask ask = Asks.at(ACADEMY, BEAUTY).user("dan").count(2).ask();
        assertThat(ids(town.recommender.recommend(ask)).getFirst()).isEqualTo("brush");

        // When
        town.person("dan", "", browsed("academy:make-up/make-up"), bought("academy:running/fitness"));

        // Then
        assertThat(ids(town.recommender.recommend(ask)).getFirst()).isEqualTo("sun-cream");
    }

    @Test
    void unknownUser_getsPopularItemsAndThenTheNewest() {
        // When
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("stranger").ask());

        // Then
        assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
        assertThat(ids(answer)).hasSize(5).endsWith("new-mask");
        assertThat(answer.items().getFirst().reason().text()).isEqualTo("大家都在看");
        assertThat(answer.items().getLast().reason().code()).isEqualTo("new-arrival");
        assertThat(answer.asOf()).isEmpty();
    }

    @Test
    void person_onlyClusterKnown_getsWhatTheClusterLikes() {
        // Given: nothing but a refund is left of this person
        town.clusterTitles.replace(Map.of("c2", Map.of("zh-CN", "运动爱好者")));
        town.person("eve", "c2", Town.deed("academy:old", -1, Action.REFUND));

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("eve").count(2).ask());

        // Then
        assertThat(answer.fallback()).isEqualTo(Fallback.CLUSTER);
        assertThat(ids(answer)).containsExactly("sun-cream", "serum");
        assertThat(answer.items().getFirst().reason().text()).contains("运动爱好者");
    }

    @Test
    void ownedExcludedPageWithdrawnAndSoldOut_areLeftOut() {
        // Given
        town.person("fay", "c2", bought("blossom:sun-cream/skin-care"), studied("academy:running/fitness"));
        town.list("blossom:lipstick", "口红", "colour", 0L, false, NOW);
        town.list("blossom:new-mask", "新面膜", "masks", null, true, NOW);

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("fay").exclude("blossom:brush").ask());
        Answer onPage = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("fay").page("blossom:serum").ask());

        // Then
        assertThat(ids(answer)).containsExactly("serum");
        assertThat(ids(onPage)).containsExactly("brush");
    }

    @Test
    void page_withoutUser_prefersWhatGoesWithIt() {
        // When
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).page("blossom:sun-cream").ask());

        // Then
        assertThat(ids(answer).getFirst()).isEqualTo("serum");
        assertThat(answer.items().getFirst().reason().code()).isEqualTo("related-item");
        assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
    }

    @Test
    void filterBoostAndDiversity_shapeTheList() {
        // Given
        town.person("gus", "c2", studied("academy:running/fitness"));
        Asks asks = Asks.at(ACADEMY, BEAUTY).user("gus").count(3);
        assertThat(ids(town.recommender.recommend(asks.ask())).subList(0, 2)).containsExactly("sun-cream", "serum");

        // When
        Answer diverse = town.recommender.recommend(asks.diversity(0.9).ask());
        Answer boosted = town.recommender.recommend(asks.diversity(0)
                .boost(Town.compiled(Use.BOOST, "item.category == 'colour' ? 100.0 : 1.0"))
                .ask());
        Answer filtered =
                town.recommender.recommend(asks.filter(Town.compiled(Use.FILTER, "item.category != 'skin-care'"))
                        .ask());

        // Then
        assertThat(ids(diverse).get(0)).isEqualTo("sun-cream");
        assertThat(ids(diverse).get(1)).isNotEqualTo("serum");
        assertThat(ids(boosted).getFirst()).isEqualTo("lipstick");
        assertThat(ids(filtered)).doesNotContain("sun-cream", "serum").hasSize(3);
    }

    @Test
    void noConsent_answerIsTheSameAsForAnybody() {
        // Given
        Town strict = new Town(false);
        strict.list("blossom:brush", "化妆刷", "tools");
        strict.agree(BLOSSOM, ACADEMY, 1, DataUse.BEHAVIOR);
        strict.person("hal", "c1", bought("academy:make-up/make-up"), bought("blossom:brush/tools"));
        Ask ask = Asks.at(ACADEMY, BEAUTY).user("hal").ask();

        // When
        Answer refused = strict.recommender.recommend(ask);
        strict.agree(leaf(ACADEMY, "hal"), Purpose.PERSONALIZATION, Purpose.CROSS_PARTNER);
        Answer own = strict.recommender.recommend(ask);
        strict.agree(leaf(BLOSSOM, "hal"), Purpose.CROSS_PARTNER);
        Answer whole = strict.recommender.recommend(ask);

        // Then
        assertThat(refused.leaf()).isNull();
        assertThat(refused.person()).isNull();
        assertThat(refused.cluster()).isEmpty();
        assertThat(refused.fallback()).isEqualTo(Fallback.POPULAR);
        assertThat(refused.asOf()).isEmpty();
        assertThat(own.fallback()).isEqualTo(Fallback.NONE);
        assertThat(own.cluster()).isEmpty();
        assertThat(own.asOf()).hasSize(1);
        assertThat(ids(own)).containsExactly("brush");
        assertThat(whole.cluster()).isEqualTo("c1");
        assertThat(whole.asOf()).hasSize(2);
        assertThat(ids(whole)).isEmpty();
    }

    @Test
    void partnerWithoutCatalogue_itemsOfBehaviourAreShown() {
        // Given
        Town bare = new Town(true);
        bare.person("ian", "", bought("academy:1"), bought("blossom:2"));
        bare.person("joe", "", bought("academy:1"));

        // When
        Answer answer =
                bare.recommender.recommend(Asks.at(ACADEMY, BEAUTY).user("joe").ask());

        // Then
        assertThat(ids(answer)).containsExactly("2");
        assertThat(answer.items().getFirst().reason().text()).isEqualTo("因为你购买了相关内容");
    }

    @Test
    void itemsToChooseFrom_areRankedAndNothingElseIsShown() {
        // Given
        town.person("ann", "c1", bought("academy:make-up/make-up"));

        // When
        Answer answer = town.recommender.recommend(Asks.at(ACADEMY, BEAUTY)
                .user("ann")
                .only("blossom:new-mask", "blossom:sun-cream", "blossom:brush")
                .ask());

        // Then
        assertThat(ids(answer)).startsWith("brush").containsExactlyInAnyOrder("brush", "sun-cream", "new-mask");
    }

    @Test
    void onePartnersItems_wanted_noSourceBringsInAnothers() {
        // Given
        town.list("petal:brush-set", "刷具套装", "tools");
        for (int i = 0; i < 10; i++) {
            town.person("collector" + i, "c1", studied("academy:make-up/make-up"), bought("petal:brush-set/tools"));
        }
        town.person("ann", "c1", bought("academy:make-up/make-up"));

        // When
        Answer answer = town.recommender.recommend(Asks.at(ACADEMY, BEAUTY)
                .user("ann")
                .of(BLOSSOM)
                .only("petal:brush-set", "blossom:brush")
                .ask());

        // Then
        assertThat(ids(answer)).containsExactly("brush");
    }

    @Test
    void lookerAtOneItem_nobodyTouchedEither_getsItForItsWordsAcrossDomains() {
        // Given
        town.list("academy:wedding", "新娘盘发", "hair");
        town.list("blossom:pin", "新娘盘发发簪", "accessories");
        town.person("ida", "", browsed("academy:wedding/hair"));

        // When
        Answer chinese =
                town.recommender.recommend(Asks.at(ACADEMY, BEAUTY).user("ida").ask());
        Answer english = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("ida").locale("en").ask());

        // Then
        assertThat(find(chinese, "pin").reason().code()).isEqualTo("similar-item");
        assertThat(find(chinese, "pin").reason().text()).isEqualTo("与你浏览的《新娘盘发》内容相近");
        assertThat(find(chinese, "pin").reason().because()).containsExactly(Town.key("academy:wedding"));
        assertThat(find(english, "pin").reason().text()).isEqualTo("Similar to “新娘盘发 (en)”, which you looked at");
        assertThat(chinese.fallback()).isEqualTo(Fallback.NONE);
    }

    @Test
    void page_ofAnItemNobodyTouched_bringsWhatIsCalledAlike() {
        // Given
        town.list("blossom:bridal-veil", "新娘头纱", "accessories");
        town.list("blossom:pin", "新娘头纱夹", "trinkets");

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).page("blossom:bridal-veil").ask());

        // Then
        assertThat(find(answer, "pin").reason().text()).isEqualTo("与「新娘头纱」内容相近");
        assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
    }

    @Test
    void itemWithdrawnOrCalledSomethingElse_isNoLongerAlike() {
        // Given
        town.list("academy:wedding", "新娘盘发", "hair");
        town.list("blossom:pin", "新娘盘发发簪", "accessories");
        town.list("blossom:veil", "新娘盘发头纱", "accessories");
        town.person("ida", "", browsed("academy:wedding/hair"));
        Ask ask = Asks.at(ACADEMY, BEAUTY).user("ida").ask();
        assertThat(find(town.recommender.recommend(ask), "pin").reason().code()).isEqualTo("similar-item");

        // When
        town.list("blossom:pin", "回形针", "stationery");
        town.list("blossom:veil", "新娘盘发头纱", "accessories", null, true, NOW);

        // Then
        Answer answer = town.recommender.recommend(ask);
        assertThat(find(answer, "pin").reason().code()).isEqualTo("new-arrival");
        assertThat(ids(answer)).doesNotContain("veil");
    }

    @Test
    void lookerAtAStep_isShownTheNextOneAndNotTheOneBefore() {
        // Given
        town.list("academy:sketch-1", "素描一", "art");
        town.list("academy:sketch-2", "素描二", "art");
        town.list("academy:sketch-3", "素描三", "art");
        for (int i = 0; i < 10; i++) {
            town.person(
                    "painter" + i,
                    "",
                    ago(Duration.ofMinutes(90), studied("academy:sketch-1/art")),
                    ago(Duration.ofMinutes(60), studied("academy:sketch-2/art")),
                    ago(Duration.ofMinutes(30), studied("academy:sketch-3/art")));
        }
        town.person("kim", "", ago(Duration.ofMinutes(5), browsed("academy:sketch-2/art")));

        // When
        Asks asks = Asks.at(ACADEMY, COURSE).user("kim").count(2);
        Answer chinese = town.recommender.recommend(asks.ask());
        Answer english = town.recommender.recommend(asks.locale("en").ask());

        // Then
        assertThat(ids(chinese)).containsExactly("sketch-3", "sketch-1");
        assertThat(chinese.items().getFirst().reason().code()).isEqualTo("next-item");
        assertThat(chinese.items().getFirst().reason().text()).isEqualTo("浏览《素描二》的人接下来常选");
        assertThat(chinese.items().getLast().reason().code()).isEqualTo("browsed-item");
        assertThat(english.items().getFirst().reason().text()).isEqualTo("What people go on to after “素描二 (en)”");
    }

    @Test
    void step_weeksAgoOrFollowedBySomethingElse_leadsNowhere() {
        // Given
        for (int i = 0; i < 10; i++) {
            town.person(
                    "painter" + i,
                    "",
                    ago(Duration.ofMinutes(90), studied("academy:sketch-1/art")),
                    ago(Duration.ofMinutes(60), studied("academy:sketch-2/art")));
        }
        town.list("academy:sketch-1", "素描一", "art");
        town.list("academy:sketch-2", "素描二", "art");
        town.person("old", "", ago(Duration.ofDays(8), browsed("academy:sketch-1/art")));
        town.person(
                "gone-on",
                "",
                ago(Duration.ofMinutes(9), browsed("academy:sketch-1/art")),
                ago(Duration.ofMinutes(5), browsed("academy:running/fitness")));

        // When
        Answer old = town.recommender.recommend(
                Asks.at(ACADEMY, COURSE).user("old").count(3).ask());
        Answer goneOn = town.recommender.recommend(
                Asks.at(ACADEMY, COURSE).user("gone-on").count(3).ask());

        // Then
        assertThat(find(old, "sketch-2").reason().code()).isEqualTo("browsed-item");
        assertThat(find(goneOn, "sketch-2").reason().code()).isEqualTo("browsed-item");
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.node().key().id()).toList();
    }

    private static Recommended find(Answer answer, String id) {
        return answer.items().stream()
                .filter(item -> item.node().key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void trending_itemThatRisesLately_comesBeforeWhatIsPopular() {
        // Given: the serum is liked for long, the mask since today.
        for (int day = 0; day < 30; day++) {
            for (int i = 0; i < 3; i++) {
                Deed serum = bought("blossom:serum/skin-care");
                town.population.put(
                        town.portray("s" + day + "-" + i, "", serum), Town.NOW.minus(Duration.ofDays(30 - day)));
            }
        }
        for (int i = 0; i < 12; i++) {
            town.population.put(town.portray("m" + i, "", bought("blossom:new-mask/masks")), Town.NOW);
        }

        // When
        Answer answer =
                town.recommender.trending(Asks.at(BLOSSOM, BEAUTY).count(2).ask());

        // Then
        assertThat(answer.items()).hasSize(2);
        assertThat(answer.items().getFirst().node().key()).hasToString("blossom:new-mask");
        assertThat(answer.items().getFirst().reason().code()).isEqualTo("trending");
    }
}
