package io.kuajie.testkit.generate;

import java.util.Locale;

/** A topic that people have a taste for, whichever partner they are at. */
public enum Interest {
    MAKE_UP("彩妆", "make-up"),
    SKIN_CARE("护肤", "skin care"),
    STYLING("穿搭造型", "styling"),
    HAIR("美发护发", "hair"),
    NAILS("美甲", "nails"),
    FRAGRANCE("香氛", "fragrance"),
    FITNESS("健身塑形", "fitness"),
    PHOTOGRAPHY("摄影", "photography");

    private final String chinese;
    private final String english;

    Interest(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** The name in tags, such as {@code skin-care}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
