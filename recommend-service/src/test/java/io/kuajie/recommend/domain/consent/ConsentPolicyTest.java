package io.kuajie.recommend.domain.consent;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.Town;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentPolicyTest {
    private static final LeafKey ASKING = Town.leaf(ACADEMY, "ann");
    private static final LeafKey TWIN = Town.leaf(ACADEMY, "ann-at-work");
    private static final LeafKey OTHER = Town.leaf(BLOSSOM, "ann");

    private final Consents consents = new Consents();

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
                new ConsentPolicy(consents, false).of(ASKING, crosses, List.of(ASKING, TWIN, OTHER), NOW);

        // Then
        assertThat(shown(permission)).isEqualTo(expected);
    }

    @Test
    void policy_consentReadAfterALaterRefusal_staysRefused() {
        // Given: what is carried over from a former pseudonym may be written after what the present one said
        consents.put(ASKING, Purpose.PERSONALIZATION, false, NOW.minusSeconds(1), null);

        // When
        consents.put(ASKING, Purpose.PERSONALIZATION, true, NOW.minusSeconds(2), null);

        // Then
        assertThat(new ConsentPolicy(consents, false).of(ASKING, false, List.of(), NOW))
                .isEqualTo(Permission.GENERAL);
    }

    @Test
    void policy_expiredConsent_isNoConsent() {
        // Given
        consents.put(ASKING, Purpose.PERSONALIZATION, true, Instant.EPOCH, NOW);

        // When
        ConsentPolicy policy = new ConsentPolicy(consents, false);

        // Then
        assertThat(policy.of(ASKING, false, List.of(), NOW.minusMillis(1))).isInstanceOf(Permission.Personal.class);
        assertThat(policy.of(ASKING, false, List.of(), NOW)).isEqualTo(Permission.GENERAL);
    }

    @Test
    void policy_assumedConsent_coversSilenceButNotRefusal() {
        // Given
        ConsentPolicy policy = new ConsentPolicy(consents, true);
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
        assertThat(new ConsentPolicy(consents, false).of(ASKING, false, List.of(), NOW))
                .isEqualTo(Permission.GENERAL);
    }

    private void say(LeafKey leaf, Purpose purpose, String letter) {
        if (!letter.equals("-")) {
            consents.put(leaf, purpose, letter.equals("g"), Instant.EPOCH, null);
        }
    }

    private static String shown(Permission permission) {
        return switch (permission) {
            case Permission.General() -> "general";
            case Permission.Personal personal -> {
                String used = (personal.mayUse(0) ? "asking " : "")
                        + (personal.mayUse(1) ? "twin " : "")
                        + (personal.mayUse(2) ? "other" : "");
                assertThat(personal.isWhole()).isEqualTo(used.equals("asking twin other"));
                yield used.strip();
            }
        };
    }
}
