package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.key;
import static io.kuajie.recommend.domain.Town.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.recommend.domain.topics.Topics.Figures;
import io.kuajie.recommend.domain.topics.Topics.Topic;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ida bought a course on skin care that nobody else knows; what the shop has for it has no word in common with it. */
class SameTopicTest {
    private static final Topics TOPICS = new Topics(
            List.of("护肤", "精华", "面霜", "摄影", "镜头"),
            List.of(new Topic(0.5, 0.5), new Topic(0.5, 0.5)),
            new float[] {0.3f, 0.001f, 0.3f, 0.001f, 0.3f, 0.001f, 0.001f, 0.5f, 0.001f, 0.5f},
            new Figures(100, 100, 2, 4));

    private final Town town = new Town(true);

    @BeforeEach
    void settle() {
        town.list("academy:skin", "护肤", "courses");
        town.list("blossom:lens", "镜头", "optics");
        for (int i = 0; i < 5; i++) {
            town.list("blossom:other-" + i, "杂物" + i, "trifles");
        }
        town.person("ida", "", bought("academy:skin/courses"));
        town.themes.use(TOPICS, town.likenesses);
    }

    @Test
    void newItem_onTheTopicOfWhatSheBought_isInHerNextListAndSaysWhy() {
        // When
        town.list("blossom:serum", "精华", "bottles");

        // Then
        assertThat(list("zh-CN").items().getFirst().node().key()).isEqualTo(key("blossom:serum"));
        Reason chinese = reason(list("zh-CN"), "blossom:serum");
        assertThat(chinese.code()).isEqualTo("same-topic");
        assertThat(chinese.text()).isEqualTo("与你购买的《护肤》主题相近");
        assertThat(chinese.because()).containsExactly(key("academy:skin"));
        assertThat(reason(list("en"), "blossom:serum").text())
                .isEqualTo("On the same topic as “护肤 (en)”, which you bought");
    }

    @Test
    void item_onAnotherTopic_isNotNamedForHers() {
        assertThat(reason(list("zh-CN"), "blossom:lens").code()).isEqualTo("new-arrival");
    }

    @Test
    void page_ofAnItem_bringsWhatIsOnItsTopic() {
        // Given
        town.list("blossom:serum", "精华", "bottles");
        town.list("blossom:cream", "面霜", "jars");

        // When
        Answer answer = town.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).page("blossom:serum").ask());

        // Then
        assertThat(reason(answer, "blossom:cream").text()).isEqualTo("与「精华」主题相近");
    }

    @Test
    void item_withAWordInCommonToo_isNamedForItsWords() {
        // Given
        town.list("blossom:kit", "护肤套装", "boxes");

        // Then
        assertThat(reason(list("zh-CN"), "blossom:kit").code()).isEqualTo("similar-item");
    }

    @Test
    void topics_notInUseAnyMore_bringNothing() {
        // Given
        town.list("blossom:serum", "精华", "bottles");

        // When
        town.themes.use(null, town.likenesses);

        // Then
        assertThat(reason(list("zh-CN"), "blossom:serum").code()).isEqualTo("new-arrival");
    }

    @Test
    void partnersThatAgreedOnNothing_areNotBridgedByTopics() {
        // Given
        Town strict = new Town(false);
        strict.list("academy:skin", "护肤", "courses");
        strict.list("blossom:serum", "精华", "bottles");
        strict.person("ida", "", bought("academy:skin/courses"), bought("blossom:lens/optics"));
        strict.agree(leaf(BLOSSOM, "ida"), Purpose.PERSONALIZATION, Purpose.CROSS_PARTNER);
        strict.agree(leaf(ACADEMY, "ida"), Purpose.CROSS_PARTNER);
        strict.themes.use(TOPICS, strict.likenesses);

        // When
        Answer answer = strict.recommender.recommend(
                Asks.at(BLOSSOM, BEAUTY).user("ida").ask());

        // Then
        assertThat(reason(answer, "blossom:serum").code()).isEqualTo("new-arrival");
    }

    private Answer list(String locale) {
        return town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user("ida").locale(locale).ask());
    }

    private static Reason reason(Answer answer, String item) {
        return answer.items().stream()
                .filter(recommended -> recommended.node().key().equals(key(item)))
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
