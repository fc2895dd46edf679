package io.kuajie.recommend.domain.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.content.Words;
import io.kuajie.recommend.domain.items.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A shop whose people keep to what items are about, in Chinese. */
class ChineseTopicsTest {
    private static final List<List<String>> ABOUT = List.of(
            List.of("护肤", "面霜", "精华", "保湿", "修护", "敏感肌", "爽肤水", "洁面"),
            List.of("彩妆", "口红", "眼影", "粉底", "腮红", "修容", "睫毛膏", "定妆"),
            List.of("健身", "瑜伽", "普拉提", "哑铃", "燃脂", "拉伸", "塑形", "体态"),
            List.of("摄影", "镜头", "三脚架", "布光", "人像", "修图", "构图", "快门"));

    private static final int ITEMS = 200;

    private final Words words = new Words();
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void fold_titlesWithNoCharacterInCommon_areOfOneTopic() {
        // Given
        Topics topics = Objects.requireNonNull(new TopicLearner(1, note -> {}).learn(texts(), people()));

        // When
        Mix course = mix(topics, "敏感肌的护肤");
        Mix cream = mix(topics, "面霜");
        Mix serum = mix(topics, "精华");
        Mix lens = mix(topics, "镜头");

        // Then
        assertThat(cream.topics()[0]).isEqualTo(course.topics()[0]).isEqualTo(serum.topics()[0]);
        assertThat(lens.topics()[0]).isNotEqualTo(cream.topics()[0]);
        assertThat(topics.size()).isBetween(4, 8);
    }

    private Texts texts() {
        Likenesses likenesses = new Likenesses();
        for (int item = 0; item < ITEMS; item++) {
            List<String> about = ABOUT.get(item % ABOUT.size());
            StringBuilder description = new StringBuilder("为你准备的好物");
            for (int word = 0; word < 3; word++) {
                description.append("，").append(about.get(random.nextInt(about.size())));
            }
            String title = about.get(random.nextInt(about.size()));
            likenesses.put(item, item % 2, words.of(item(title), description.toString()));
        }
        return Texts.of(likenesses, item -> 1);
    }

    /** Each keeps to one of what there is to be about. */
    private List<int[]> people() {
        return IntStream.range(0, 300)
                .mapToObj(person -> random.ints(5, 0, ITEMS / ABOUT.size())
                        .map(drawn -> drawn * ABOUT.size() + person % ABOUT.size())
                        .distinct()
                        .toArray())
                .toList();
    }

    private Mix mix(Topics topics, String title) {
        Map<String, Integer> counts = new TreeMap<>(words.of(item(title), ""));
        List<String> text = List.copyOf(counts.keySet());
        return topics.fold(text, GeneratedItems.ones(text));
    }

    private static Item item(String title) {
        return new Item(
                ItemKey.parse("blossom:i"),
                new Domain("beauty"),
                "product",
                title,
                Map.of(),
                "",
                List.of(),
                "",
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                false,
                Instant.EPOCH);
    }
}
