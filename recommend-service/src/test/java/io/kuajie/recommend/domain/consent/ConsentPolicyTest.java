package io.kuajie.recommend.domain.consent;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.Town;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentPolicyTest {
    private static final LeafKey ASKING = Town.leaf(ACADEMY, "ann");
    private static final LeafKey TWIN = Town.leaf(ACADEMY, "ann-at-work");
    private static final LeafKey OTHER = Town.leaf(BLOSSOM, "ann");

    private final Consents consents = new Consents();
    private final Agreements agreements = new Agreements(false);

    @BeforeEach
    void agree() {
        agreements.put(BLOSSOM, ACADEMY, 1, EnumSet.allOf(DataUse.class), Instant.EPOCH, null);
    }

    /** Letters: g granted, r refused, - nothing said. First the asking leaf, then the leaf at the other partner. */
    @ParameterizedTest
    @CsvSource({
        // asking: personalization, cross; other: personalization, cross; crosses; expected use of asking, twin, other
        "-, -, -, -, false, general",
        "-, g, g, g, true,  general",
        "r, g, g, g, false, general",
        "g, -, -, -, false, asking twin",
        "g, -, -, -, true,  general",
        "g, -, -, g, false, asking twin",
        "g, -, -, g, true,  general",
        "g, r, g, g, true,  general",
        "g, g, -, -, false, asking twin",
        "g, g, -, -, true,  asking twin",
        "g, g, -, r, true,  asking twin",
        "g, g, -, g, false, asking twin other",
        "g, g, -, g, true,  asking twin other",
        "g, g, r, g, true,  asking twin"
    })
    void policy_consents_decideWhatMayBeUsed(
            String personal, String cross, String otherPersonal, String otherCross, boolean crosses, String expected) {
        // Given
        say(ASKING, Purpose.PERSONALIZATION, personal);
        say(ASKING, Purpose.CROSS_PARTNER, cross);
        say(OTHER, Purpose.PERSONALIZATION, otherPersonal);
        say(OTHER, Purpose.CROSS_PARTNER, otherCross);

        // When
        Permission permission =
                new ConsentPolicy(consents, agreements, false).of(ASKING, crosses, List.of(ASKING, TWIN, OTHER), NOW);

        // Then
        assertThat(shown(permission)).isEqualTo(expected);
    }

    /** Uses agreed by the other partner; expected use of the asking leaf, its twin and the other, and what may be named. */
    @ParameterizedTest
    @CsvSource({
        "'',                     asking twin,       asking twin,       asking twin",
        "behavior,               asking twin other, asking twin,       asking twin",
        "behavior category,      asking twin other, asking twin other, asking twin",
        "behavior item,          asking twin other, asking twin,       asking twin other",
        "behavior category item, asking twin other, asking twin other, asking twin other",
        "category item,          asking twin,       asking twin other, asking twin other"
    })
    void policy_consentByAll_agreementDecidesAboutTheOtherPartner(
            String agreed, String used, String categoriesNamed, String itemsNamed) {
        // Given
        say(ASKING, Purpose.PERSONALIZATION, "g");
        say(ASKING, Purpose.CROSS_PARTNER, "g");
        say(OTHER, Purpose.CROSS_PARTNER, "g");
        agreements.put(BLOSSOM, ACADEMY, 2, uses(agreed), Instant.EPOCH, null);
        // What the asking partner agreed to says nothing of what it may use.
        agreements.put(ACADEMY, BLOSSOM, 1, EnumSet.allOf(DataUse.class), Instant.EPOCH, null);

        // When
        Permission permission =
                new ConsentPolicy(consents, agreements, false).of(ASKING, true, List.of(ASKING, TWIN, OTHER), NOW);

        // Then
        assertThat(shown(permission)).isEqualTo(used);
        assertThat(shown(permission, DataUse.CATEGORY)).isEqualTo(categoriesNamed);
        assertThat(shown(permission, DataUse.ITEM)).isEqualTo(itemsNamed);
    }

    /** Whatever is agreed, nothing of a leaf that consents forbid is used or named. */
    @Test
    void policy_agreementOnEverything_addsNothingToConsents() {
        // Given
        Agreements none = new Agreements(false);
        List<String> letters = List.of("-", "g", "r");
        for (int i = 0; i < 81; i++) {
            say(ASKING, Purpose.PERSONALIZATION, letters.get(i % 3));
            say(ASKING, Purpose.CROSS_PARTNER, letters.get(i / 3 % 3));
            say(OTHER, Purpose.PERSONALIZATION, letters.get(i / 9 % 3));
            say(OTHER, Purpose.CROSS_PARTNER, letters.get(i / 27));

            // When
            Permission agreed =
                    new ConsentPolicy(consents, agreements, false).of(ASKING, false, List.of(ASKING, TWIN, OTHER), NOW);
            Permission without =
                    new ConsentPolicy(consents, none, false).of(ASKING, false, List.of(ASKING, TWIN, OTHER), NOW);

            // Then
            boolean isOtherAllowed = i % 3 == 1 && i / 3 % 3 == 1 && i / 9 % 3 != 2 && i / 27 == 1;
            for (DataUse use : DataUse.values()) {
                String own = i % 3 == 1 ? "asking twin" : "general";
                assertThat(shown(without, use)).isEqualTo(own);
                assertThat(shown(agreed, use)).isEqualTo(isOtherAllowed ? own + " other" : own);
            }
            List.of(ASKING, OTHER).forEach(leaf -> {
                consents.remove(leaf, Purpose.PERSONALIZATION);
                consents.remove(leaf, Purpose.CROSS_PARTNER);
            });
        }
    }

    @Test
    void policy_consentReadAfterALaterRefusal_staysRefused() {
        // Given: what is carried over from a former pseudonym may be written after what the present one said
        consents.put(ASKING, Purpose.PERSONALIZATION, false, NOW.minusSeconds(1), null);

        // When
        consents.put(ASKING, Purpose.PERSONALIZATION, true, NOW.minusSeconds(2), null);

        // Then
        assertThat(new ConsentPolicy(consents, agreements, false).of(ASKING, false, List.of(), NOW))
                .isEqualTo(Permission.GENERAL);
    }

    @Test
    void policy_expiredConsent_isNoConsent() {
        // Given
        consents.put(ASKING, Purpose.PERSONALIZATION, true, Instant.EPOCH, NOW);

        // When
        ConsentPolicy policy = new ConsentPolicy(consents, agreements, false);

        // Then
        assertThat(policy.of(ASKING, false, List.of(), NOW.minusMillis(1))).isInstanceOf(Permission.Personal.class);
        assertThat(policy.of(ASKING, false, List.of(), NOW)).isEqualTo(Permission.GENERAL);
    }

    @Test
    void policy_assumedConsent_coversSilenceButNotRefusal() {
        // Given
        ConsentPolicy policy = new ConsentPolicy(consents, agreements, true);
        assertThat(shown(policy.of(ASKING, true, List.of(ASKING, TWIN, OTHER), NOW)))
                .isEqualTo("asking twin other");

        // When
        say(OTHER, Purpose.CROSS_PARTNER, "r");

        // Then
        assertThat(shown(policy.of(ASKING, true, List.of(ASKING, TWIN, OTHER), NOW)))
                .isEqualTo("asking twin");
    }

    @Test
    void policy_withdrawnStatement_isSilence() {
        // Given
        say(ASKING, Purpose.PERSONALIZATION, "g");

        // When
        consents.remove(ASKING, Purpose.PERSONALIZATION);

        // Then
        assertThat(new ConsentPolicy(consents, agreements, false).of(ASKING, false, List.of(), NOW))
                .isEqualTo(Permission.GENERAL);
    }

    private void say(LeafKey leaf, Purpose purpose, String letter) {
        if (!letter.equals("-")) {
            consents.put(leaf, purpose, letter.equals("g"), Instant.EPOCH, null);
        }
    }

    private static Set<DataUse> uses(String names) {
        return Pattern.compile(" ")
                .splitAsStream(names)
                .map(DataUse::fromWireName)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static String shown(Permission permission) {
        return shown(permission, DataUse.BEHAVIOR);
    }

    private static String shown(Permission permission, DataUse use) {
        return switch (permission) {
            case Permission.General() -> "general";
            case Permission.Personal personal -> {
                String used = (personal.may(0, use) ? "asking " : "")
                        + (personal.may(1, use) ? "twin " : "")
                        + (personal.may(2, use) ? "other" : "");
                assertThat(personal.mayWithAll(use)).isEqualTo(used.equals("asking twin other"));
                yield used.strip();
            }
        };
    }
}
