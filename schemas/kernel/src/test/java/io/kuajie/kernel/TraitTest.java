package io.kuajie.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TraitTest {
    @ParameterizedTest
    @EnumSource(Trait.class)
    void wireName_readAgain_isTheTrait(Trait trait) {
        assertThat(Trait.fromWireName(trait.wireName())).contains(trait);
    }

    @ParameterizedTest
    @CsvSource({
        "GENDER,female,true",
        "GENDER,女,false",
        "AGE,25-34,true",
        "AGE,29,false",
        "REGION,FR,true",
        "REGION,CN-GD,true",
        "REGION,CN-ZZ,false",
        "REGION,Guangdong,false",
        "REGION,guangdong,false"
    })
    void allows_onlyWhatIsOfItsList(Trait trait, String value, boolean isAllowed) {
        assertThat(trait.allows(value)).isEqualTo(isAllowed);
    }

    @Test
    void titles_ofARegion_areItsNames() {
        assertThat(Trait.REGION.titles("CN-GD")).isEqualTo(Map.of("zh-CN", "广东", "en", "Guangdong"));
        assertThat(Trait.REGION.titles("FR")).isEqualTo(Map.of("zh-CN", "法国", "en", "France"));
        assertThat(Trait.AGE.titles("65-plus")).containsEntry("en", "65 and over");
    }
}
