package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.ago;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.browsed;
import static io.kuajie.recommend.domain.Town.key;
import static io.kuajie.recommend.domain.Town.leaf;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann learnt make-up at the academy and has bought nothing at the shop, which asks what to show her. */
class NamedReasonsTest {
    private final Town town = new Town(false);

    @BeforeEach
    void settle() {
        town.list("academy:make-up", "化妆技巧", "make-up");
        town.list("blossom:brush", "化妆刷", "tools");
        town.list("blossom:soap", "香皂", "bath");
        town.list("blossom:kit", "彩妆套装", "make-up");
        for (int i = 0; i < 10; i++) {
            town.person("both" + i, "c1", studied("academy:make-up/make-up"), bought("blossom:brush/tools"));
            town.person("soap" + i, "c2", bought("blossom:soap/bath"));
            town.person("soap-too" + i, "c2", bought("blossom:soap/bath"));
        }
        town.clusterTitles.replace(Map.of("c1", Map.of("zh-CN", "学化妆")));
        town.person("ann", "c1", studied("academy:make-up/make-up"), bought("blossom:sample/trifles"));
        town.agree(leaf(BLOSSOM, "ann"), Purpose.PERSONALIZATION, Purpose.CROSS_PARTNER);
        town.agree(leaf(ACADEMY, "ann"), Purpose.CROSS_PARTNER);
    }

    @Test
    void answer_noAgreement_isThatOfSomebodyWhoNeverLearnt() {
        // Given
        town.person("bea", "", bought("blossom:sample/trifles"));
        town.agree(leaf(BLOSSOM, "bea"), Purpose.PERSONALIZATION, Purpose.CROSS_PARTNER);

        // When
        Answer ann = list("ann");
        Answer bea = list("bea");

        // Then
        assertThat(said(ann)).isEqualTo(said(bea));
        assertThat(ann.items().getFirst().node().key()).isEqualTo(key("blossom:soap"));
        assertThat(ann.cluster()).isEmpty();
        assertThat(ann.asOf()).hasSize(1);
    }

    @Test
    void answer_agreementOnBehavior_listMovesAndNothingIsNamed() {
        // When
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.BEHAVIOR);
        Answer answer = list("ann");

        // Then
        assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
        assertThat(answer.items().getFirst().node().key()).isEqualTo(key("blossom:brush"));
        assertThat(reason(answer, "blossom:brush").code()).isEqualTo("similar-taste");
        assertThat(reason(answer, "blossom:kit").code()).isEqualTo("similar-taste");
        assertThat(answer.cluster()).isEqualTo("c1");
        assertNothingIsNamed(answer, "化妆技巧", "make-up", "学化妆");
    }

    @Test
    void answer_agreementOnCategories_namesTheCategoryAlone() {
        // When
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.BEHAVIOR, DataUse.CATEGORY);
        Answer answer = list("ann");

        // Then
        assertThat(reason(answer, "blossom:brush").text()).isEqualTo("因为你关注「make-up」");
        assertThat(reason(answer, "blossom:kit").text()).isEqualTo("因为你关注「make-up」");
        assertNothingIsNamed(answer, "化妆技巧");
    }

    @Test
    void answer_agreementOnItems_namesTheItemAlone() {
        // When
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.BEHAVIOR, DataUse.ITEM);
        Answer answer = list("ann");

        // Then
        assertThat(reason(answer, "blossom:brush").text()).isEqualTo("因为你学习了《化妆技巧》");
        assertThat(reason(answer, "blossom:brush").because()).containsExactly(key("academy:make-up"));
        assertThat(reason(answer, "blossom:kit").code()).isEqualTo("similar-taste");
    }

    @Test
    void answer_agreementOnEverything_namesEverything() {
        // When
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.values());
        Answer answer = list("ann");

        // Then
        assertThat(reason(answer, "blossom:brush").text()).isEqualTo("因为你学习了《化妆技巧》");
        assertThat(reason(answer, "blossom:kit").because()).containsExactly(key("academy:make-up"));
    }

    @Test
    void answer_itemNobodyTouched_namesWhatItIsLikeAsFarAsAgreed() {
        // Given
        town.list("blossom:album", "化妆技巧图册", "paper");

        // When / Then
        assertThat(reason(list("ann"), "blossom:album").code()).isEqualTo("new-arrival");
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.BEHAVIOR);
        assertThat(reason(list("ann"), "blossom:album").code()).isEqualTo("similar-taste");
        assertNothingIsNamed(list("ann"), "化妆技巧", "make-up", "学化妆");
        town.agree(ACADEMY, BLOSSOM, 2, DataUse.BEHAVIOR, DataUse.CATEGORY);
        assertThat(reason(list("ann"), "blossom:album").text()).isEqualTo("因为你关注「make-up」");
        town.agree(ACADEMY, BLOSSOM, 3, DataUse.BEHAVIOR, DataUse.ITEM);
        assertThat(reason(list("ann"), "blossom:album").text()).isEqualTo("与你学习的《化妆技巧》内容相近");
    }

    @Test
    void answer_whatFollows_namesWhatItFollowsAsFarAsAgreed() {
        // Given
        town.list("blossom:mirror", "镜子", "tools");
        for (int i = 0; i < 10; i++) {
            town.person(
                    "walker" + i,
                    "",
                    ago(Duration.ofMinutes(20), browsed("academy:make-up/make-up")),
                    ago(Duration.ofMinutes(10), browsed("blossom:mirror/tools")));
        }
        town.person(
                "ann",
                "c1",
                ago(Duration.ofMinutes(1), browsed("academy:make-up/make-up")),
                bought("blossom:sample/trifles"));

        // When / Then
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.BEHAVIOR);
        assertThat(reason(list("ann"), "blossom:mirror").code()).isEqualTo("similar-taste");
        assertNothingIsNamed(list("ann"), "化妆技巧", "make-up", "学化妆");
        town.agree(ACADEMY, BLOSSOM, 2, DataUse.BEHAVIOR, DataUse.CATEGORY);
        assertThat(reason(list("ann"), "blossom:mirror").text()).isEqualTo("因为你关注「make-up」");
        town.agree(ACADEMY, BLOSSOM, 3, DataUse.BEHAVIOR, DataUse.ITEM);
        assertThat(reason(list("ann"), "blossom:mirror").text()).isEqualTo("浏览《化妆技巧》的人接下来常选");
    }

    @Test
    void answer_agreementEnded_isAsBefore() {
        // Given
        Answer before = list("ann");
        town.agree(ACADEMY, BLOSSOM, 1, DataUse.values());
        assertThat(said(list("ann"))).isNotEqualTo(said(before));

        // When
        town.agree(ACADEMY, BLOSSOM, 2);

        // Then
        assertThat(said(list("ann"))).isEqualTo(said(before));
    }

    @Test
    void ownPartner_withoutAgreement_namesWhatItKnows() {
        // Given
        town.agree(leaf(ACADEMY, "ann"), Purpose.PERSONALIZATION);

        // When
        Answer answer =
                town.recommender.recommend(Asks.at(ACADEMY, BEAUTY).user("ann").ask());

        // Then
        assertThat(reason(answer, "blossom:brush").text()).isEqualTo("因为你学习了《化妆技巧》");
        assertThat(reason(answer, "blossom:kit").text()).isEqualTo("因为你关注「make-up」");
    }

    private Answer list(String user) {
        return town.recommender.recommend(Asks.at(BLOSSOM, BEAUTY).user(user).ask());
    }

    private static Reason reason(Answer answer, String item) {
        return answer.items().stream()
                .filter(recommended -> recommended.node().key().equals(key(item)))
                .map(Recommended::reason)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> said(Answer answer) {
        return answer.items().stream()
                .map(item -> item.node().key() + " " + item.score() + " " + item.reason())
                .collect(Collectors.toSet());
    }

    private static void assertNothingIsNamed(Answer answer, String... words) {
        assertThat(answer.items()).allSatisfy(item -> {
            assertThat(item.reason().because()).isEmpty();
            assertThat(item.reason().text()).doesNotContain(words);
        });
    }
}
