package io.kuajie.kernel;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people declare of themselves, as far as it leaves the door. Values are coarse and of closed lists, so no text of a sender's can
 * be among them: a birthday is an age band, an address a province. The order is part of what is stored: append only.
 */
public enum Trait {
    /** {@code female}, {@code male} or {@code other}. */
    GENDER(Map.of(
            "female", titles("女", "female"), "male", titles("男", "male"), "other", titles("其他性别", "other gender"))),
    /** Age when it was declared, in years, such as {@code 25-34}. */
    AGE(Map.of(
            "under-18", titles("18 岁以下", "under 18"),
            "18-24", titles("18–24 岁", "18–24"),
            "25-34", titles("25–34 岁", "25–34"),
            "35-44", titles("35–44 岁", "35–44"),
            "45-54", titles("45–54 岁", "45–54"),
            "55-64", titles("55–64 岁", "55–64"),
            "65-plus", titles("65 岁及以上", "65 and over"))),
    /** A country, by ISO 3166-1 such as {@code FR}, or a province of China's, by ISO 3166-2 such as {@code CN-GD}. */
    REGION(Map.of());

    /** The age of those of whom nothing else is told. */
    public static final String MINOR = "under-18";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Map<String, Map<String, String>> titlesByValue;

    Trait(Map<String, Map<String, String>> titlesByValue) {
        this.titlesByValue = titlesByValue;
    }

    /** The name on the wire, such as {@code gender}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Trait> fromWireName(String name) {
        for (Trait trait : values()) {
            if (trait.wireName().equals(name)) {
                return Optional.of(trait);
            }
        }
        return Optional.empty();
    }

    /** Whether a value is of the trait's list. */
    public boolean allows(String value) {
        return this == REGION
                ? COUNTRIES.contains(value) || Province.ofCode(value).isPresent()
                : titlesByValue.containsKey(value);
    }

    /** What people call a value, by locale. @param value that is allowed */
    public Map<String, String> titles(String value) {
        return this == REGION
                ? Province.ofCode(value)
                        .map(province -> titles(province.chinese(), province.english()))
                        .orElseGet(() -> country(value))
                : titlesByValue.getOrDefault(value, Map.of());
    }

    /** The country that a region lies in. @param region a value of {@link #REGION} */
    public static String countryOf(String region) {
        return region.substring(0, 2);
    }

    private static Map<String, String> country(String code) {
        Locale country = Locale.of("", code);
        return titles(country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE), country.getDisplayCountry(Locale.ENGLISH));
    }

    private static Map<String, String> titles(String chinese, String english) {
        return Map.of("zh-CN", chinese, "en", english);
    }
}
