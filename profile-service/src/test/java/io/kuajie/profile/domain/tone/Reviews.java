package io.kuajie.profile.domain.tone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Reviews by a small grammar of Chinese and English: a subject, a judgement that may be turned around by a negation, and something
 * beside the point. The same words praise and blame, so that what turns them around must be learnt.
 */
public final class Reviews {
    private static final List<String> CHINESE_SUBJECTS = List.of("质量", "效果", "味道", "老师", "物流", "包装", "课程", "客服");
    private static final List<String> CHINESE_KIND = List.of("好", "满意", "喜欢", "推荐", "值得", "清楚");
    private static final List<String> CHINESE_UNKIND = List.of("差", "失望", "粗糙", "难用", "糟糕", "后悔");
    private static final List<String> CHINESE_BESIDE = List.of("，上周买的", "，送给妈妈", "，第二次买", "，给同事带的", "");

    private static final List<String> ENGLISH_SUBJECTS =
            List.of("the quality", "this cream", "the teacher", "the course", "delivery", "the box", "support");
    private static final List<String> ENGLISH_KIND = List.of("good", "great", "helpful", "clear", "worth it", "lovely");
    private static final List<String> ENGLISH_UNKIND = List.of("bad", "awful", "broken", "useless", "boring", "poor");
    private static final List<String> ENGLISH_BESIDE =
            List.of(", bought last week", ", for my sister", ", second time", ", on a rainy day", "");

    private final RandomGenerator random;

    public Reviews(RandomGenerator random) {
        this.random = random;
    }

    /** So many different texts, in random order, and whether each is happy; two of five are. */
    public Map<String, Boolean> different(int count) {
        Map<String, Boolean> happyByText = new LinkedHashMap<>();
        while (happyByText.size() < count) {
            boolean isHappy = random.nextInt(5) < 2;
            happyByText.putIfAbsent(random.nextBoolean() ? chinese(isHappy) : english(isHappy), isHappy);
        }
        return happyByText;
    }

    private String chinese(boolean isHappy) {
        boolean isTurned = random.nextInt(3) == 0;
        String word = any(isHappy == isTurned ? CHINESE_UNKIND : CHINESE_KIND);
        return any(CHINESE_SUBJECTS) + (isTurned ? "不" : any(List.of("很", "非常", "真"))) + word + any(CHINESE_BESIDE);
    }

    private String english(boolean isHappy) {
        boolean isTurned = random.nextInt(3) == 0;
        String word = any(isHappy == isTurned ? ENGLISH_UNKIND : ENGLISH_KIND);
        String said = isTurned ? " is not " : any(List.of(" is ", " is really ", " is so "));
        return any(ENGLISH_SUBJECTS) + said + word + any(ENGLISH_BESIDE);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
