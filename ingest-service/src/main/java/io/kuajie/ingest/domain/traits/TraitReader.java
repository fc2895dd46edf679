package io.kuajie.ingest.domain.traits;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.json.Names;
import io.kuajie.kernel.Trait;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code identify} says of somebody: gender, age and region, each as one of a closed list; whatever else traits hold is
 * passed over. Of who is under age nothing is kept but that.
 */
public final class TraitReader {
    private static final Names GENDER = Names.of("gender", "sex", "性别");
    private static final Names AGE = Names.of("age", "年龄");
    private static final Names BIRTHDAY = Names.of("birthday", "birthdate", "birth_date", "dateOfBirth", "生日", "出生日期");
    private static final Name ADDRESS = Name.of("address");
    private static final Names ADDRESS_TEXT = Names.of("address", "地址");
    private static final Names COUNTRY = Names.of("country", "countryCode", "国家");
    private static final Names PROVINCE = Names.of("province", "state", "region", "省份", "省");
    private static final Names CITY = Names.of("city", "城市");

    private TraitReader() {}

    /**
     * By the traits' wire names; mostly empty.
     *
     * @param own the call's traits
     * @param wider those of its context, which tell what the call does not
     * @param at when it was said, in milliseconds since the epoch: birthdays are ages as of then
     */
    public static Map<String, String> read(Json own, Json wider, long at) {
        if (!own.isObject() && !wider.isObject()) {
            return Map.of();
        }
        return declared(own, wider, at);
    }

    private static Map<String, String> declared(Json own, Json wider, long at) {
        String age = first(own, wider, traits -> age(traits, at));
        Map<String, String> declared = new TreeMap<>();
        put(declared, Trait.AGE, age);
        if (!Trait.MINOR.equals(age)) {
            put(declared, Trait.GENDER, first(own, wider, traits -> Genders.of(traits.text(GENDER))));
            put(declared, Trait.REGION, first(own, wider, TraitReader::region));
        }
        return declared.isEmpty() ? Map.of() : Collections.unmodifiableMap(declared);
    }

    private static void put(Map<String, String> declared, Trait trait, @Nullable String value) {
        if (value != null) {
            declared.put(trait.wireName(), value);
        }
    }

    /** What the call tells of a trait, else what its context does. */
    private static @Nullable String first(Json own, Json wider, Function<Json, @Nullable String> reader) {
        String told = reader.apply(own);
        return told == null ? reader.apply(wider) : told;
    }

    private static @Nullable String age(Json traits, long at) {
        String ofBirthday = AgeBands.ofBirthday(traits.text(BIRTHDAY), at);
        return ofBirthday == null ? AgeBands.ofAge(traits.text(AGE)) : ofBirthday;
    }

    private static @Nullable String region(Json traits) {
        return Regions.of(part(traits, COUNTRY), part(traits, PROVINCE), part(traits, CITY), traits.text(ADDRESS_TEXT));
    }

    /** Of the address, or beside it. */
    private static @Nullable String part(Json traits, Names names) {
        String ofAddress = traits.get(ADDRESS).text(names);
        return ofAddress == null ? traits.text(names) : ofAddress;
    }
}
