package io.kuajie.ingest.domain.traits;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.kernel.Trait;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraitReaderTest {
    private static final long NOW = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "gender,female,female",
        "gender,F,female",
        "gender,女,female",
        "sex,男性,male",
        "性别,男,male",
        "gender,1,male",
        "gender,2,female",
        "gender,non-binary,other",
        "gender,植入,",
        "gender,femaleness,"
    })
    void gender_asSendersWriteIt_isOfTheList(String field, String written, String expected) {
        assertThat(read("{'%s':'%s'}".formatted(field, written)).get("gender")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "age,17,under-18",
        "age,18,18-24",
        "age,24.9,18-24",
        "age,25,25-34",
        "age,34,25-34",
        "年龄,35岁,35-44",
        "age,64,55-64",
        "age,65,65-plus",
        "age,45-54,45-54",
        "age,121,",
        "age,-3,",
        "age,thirty,",
        "birthday,2008-03-02,under-18",
        "birthday,2008-03-01,18-24",
        "birthday,1990-05-01T00:00:00Z,35-44",
        "birthday,1991/5/1,25-34",
        "birthday,19910501,25-34",
        "生日,1991年5月1日,25-34",
        "birthday,1990-13-01,",
        "birthday,2030-01-01,",
        "birthday,1890-01-01,",
        "birthday,in May,"
    })
    void age_asSendersWriteIt_isABand(String field, String written, String expected) {
        assertThat(read("{'%s':'%s'}".formatted(field, written)).get("age")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "{'country':'CN'},CN",
        "{'country':'中国'},CN",
        "{'address':{'country':'France'}},FR",
        "{'address':{'country':'fra';'city':'Lyon'}},FR",
        "{'address':{'country':'中国';'province':'广东省';'city':'深圳市'}},CN-GD",
        "{'address':{'country':'China';'state':'Guangdong Province'}},CN-GD",
        "{'province':'新疆维吾尔自治区'},CN-XJ",
        "{'province':'广西壮族自治区'},CN-GX",
        "{'province':'内蒙古自治区'},CN-NM",
        "{'省份':'四川'},CN-SC",
        "{'city':'北京市'},CN-BJ",
        "{'city':'深圳'},CN-GD",
        "{'country':'HK'},CN-HK",
        "{'country':'台湾'},CN-TW",
        "{'region':'香港特别行政区'},CN-HK",
        "{'address':'广东省深圳市南山区植入路八十八号'},CN-GD",
        "{'address':'中国广东省深圳市'},CN-GD",
        "{'country':'US';'state':'CA'},US",
        "{'country':'FR';'city':'Jilin'},FR",
        "{'state':'SD'},",
        "{'province':'CN-SD'},CN-SD",
        "{'country':'Atlantis'},",
        "{'city':'Springfield'},",
        "{'address':'88 Planted Road'},",
        "{'address':'北京路100号'},",
        "{'address':'上海南路8号'},",
        "{'address':'北京朝阳路100号'},CN-BJ"
    })
    void region_asSendersWriteIt_isACountryOrAProvince(String traits, String expected) {
        assertThat(read(traits.replace(';', ',')).get("region")).isEqualTo(expected);
    }

    @Test
    void traits_ofTheContext_tellWhatTheCallDoesNot() {
        // When
        Map<String, String> declared = TraitReader.read(
                json("{'gender':'m'}"), json("{'gender':'f','age':30,'address':{'province':'云南'}}"), NOW);

        // Then
        assertThat(declared).isEqualTo(Map.of("gender", "male", "age", "25-34", "region", "CN-YN"));
    }

    @Test
    void traits_ofTheContext_dontOutvoteTheCall() {
        // When
        Map<String, String> ofMinor =
                TraitReader.read(json("{'age':15,'gender':'f'}"), json("{'birthday':'1990-05-01'}"), NOW);
        Map<String, String> ofCity = TraitReader.read(json("{'city':'杭州'}"), json("{'country':'US'}"), NOW);

        // Then
        assertThat(ofMinor).isEqualTo(Map.of("age", "under-18"));
        assertThat(ofCity).isEqualTo(Map.of("region", "CN-ZJ"));
    }

    @Test
    void traits_ofWhoIsUnderAge_tellNothingElse() {
        assertThat(read("{'age':15,'gender':'f','province':'云南'}")).isEqualTo(Map.of("age", "under-18"));
    }

    /** Whatever is sent, what is kept is of the lists. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void traits_ofAnyText_areOfClosedLists(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<String> fields = List.of("gender", "age", "birthday", "country", "province", "city", "address", "state");
        List<String> parts =
                List.of("女", "广东", "省", "CN", "-", "25", "34", "19900501", "Li", " ", "岁", "中国", "f", "北京");

        for (int i = 0; i < 2_000; i++) {
            StringBuilder traits = new StringBuilder("{");
            for (String field : fields) {
                StringBuilder text = new StringBuilder();
                for (int left = random.nextInt(4); left > 0; left--) {
                    text.append(parts.get(random.nextInt(parts.size())));
                }
                traits.append(traits.length() == 1 ? "" : ",").append("'%s':'%s'".formatted(field, text));
            }

            // When
            Map<String, String> declared = read(traits + "}");

            // Then
            declared.forEach((name, value) -> assertThat(
                            Trait.fromWireName(name).orElseThrow().allows(value))
                    .isTrue());
        }
    }

    private static Map<String, String> read(String traits) {
        return TraitReader.read(json(traits), Json.MISSING, NOW);
    }

    private static Json json(String text) {
        return ((Json.Read.Value) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))).root();
    }
}
