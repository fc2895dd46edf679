package io.kuajie.ingest.domain.traits;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.kernel.Trait;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code identify} says of somebody: gender, age and region, each as one of a closed list; whatever else traits hold is
 * passed over. Of who is under age nothing is kept but that.
 */
public final class TraitReader {
    private static final Name[] GENDER = Name.all("gender", "sex", "性别");
    private static final Name[] AGE = Name.all("age", "年龄");
    private static final Name[] BIRTHDAY = Name.all("birthday", "birthdate", "birth_date", "dateOfBirth", "生日", "出生日期");
    private static final Name ADDRESS = Name.of("address");
    private static final Name[] ADDRESS_TEXT = Name.all("address", "地址");
    private static final Name[] COUNTRY = Name.all("country", "countryCode", "国家");
    private static final Name[] PROVINCE = Name.all("province", "state", "region", "省份", "省");
    private static final Name[] CITY = Name.all("city", "城市");

    private final Json own;
    private final Json wider;

    private TraitReader(Json own, Json wider) {
        this.own = own;
        this.wider = wider;
    }

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
        return new TraitReader(own, wider).declared(at);
    }

    private Map<String, String> declared(long at) {
        String birthday = AgeBands.ofBirthday(text(BIRTHDAY), at);
        String age = birthday == null ? AgeBands.ofAge(text(AGE)) : birthday;
        Map<String, String> declared = new TreeMap<>();
        put(declared, Trait.AGE, age);
        if (!AgeBands.MINOR.equals(age)) {
            put(declared, Trait.GENDER, Genders.of(text(GENDER)));
            put(declared, Trait.REGION, region());
        }
        return declared.isEmpty() ? Map.of() : Collections.unmodifiableMap(declared);
    }

    private static void put(Map<String, String> declared, Trait trait, @Nullable String value) {
        if (value != null) {
            declared.put(trait.wireName(), value);
        }
    }

    private @Nullable String region() {
        return Regions.of(part(COUNTRY), part(PROVINCE), part(CITY), text(ADDRESS_TEXT));
    }

    /** Of the address, or beside it. */
    private @Nullable String part(Name... names) {
        String ofAddress = own.get(ADDRESS).text(names);
        String beside = ofAddress == null ? text(names) : ofAddress;
        return beside == null ? wider.get(ADDRESS).text(names) : beside;
    }

    private @Nullable String text(Name... names) {
        String stated = own.text(names);
        return stated == null ? wider.text(names) : stated;
    }
}
