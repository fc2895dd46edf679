package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two partners that count differently, and a person known to both: ten days are two half-lives of one, and half of one of the other. */
class PartnerRulesTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final PartnerRules ACADEMY = new PartnerRules(HalfLife.ofDays(5), Map.of("buy", 3.0));
    private static final PartnerRules BLOSSOM =
            new PartnerRules(HalfLife.ofDays(20), Map.of("browse", 2.0, "buy", 0.5));
    private static final int TEN_DAYS = 10 * 24 * 60;
    private static final double AFTER_TWO = 0.25;
    private static final double AFTER_HALF = Math.sqrt(0.5);

    private final Harness harness = new Harness();

    @BeforeEach
    void setUp() {
        harness.partners = PartnerRulesTopologyTest::rules;
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void person_atTwoPartners_isCountedByTheRulesOfEach() {
        // Given
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "hair", 0));
        harness.send(Records.behavior(ANNA, 2, Action.BUY, "hair", 0));
        harness.send(Records.behavior(BELLA, 3, Action.BROWSE, "hair", 0));
        harness.send(Records.behavior(BELLA, 4, Action.BUY, "hair", 0));
        harness.send(Records.behavior(BELLA, 5, Action.BROWSE, "skin-care", TEN_DAYS));

        // When
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // Then
        assertMass("course", "browse", "hair", AFTER_TWO);
        assertMass("course", "buy", "hair", 3 * 8 * AFTER_TWO);
        assertMass("beauty", "browse", "hair", 2 * AFTER_HALF);
        assertMass("beauty", "buy", "hair", 0.5 * 8 * AFTER_HALF);
        assertMass("beauty", "browse", "skin-care", 2);
        assertItem("academy:item-hair", (1 + 3 * 8) * AFTER_TWO);
        assertItem("blossom:item-hair", (2 + 0.5 * 8) * AFTER_HALF);
    }

    @Test
    void behaviour_ofOneKindAtTwoPartners_isTheSumOfWhatEachMakesOfIt() {
        // Given
        harness.send(Behavior.newBuilder(Records.behavior(ANNA, 1, Action.BROWSE, "hair", 0))
                .setDomain("beauty")
                .build());
        harness.send(Records.behavior(BELLA, 2, Action.BROWSE, "hair", 0));
        harness.send(Records.behavior(BELLA, 3, Action.BROWSE, "skin-care", TEN_DAYS));

        // When
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // Then
        assertMass("beauty", "browse", "hair", AFTER_TWO + 2 * AFTER_HALF);
    }

    @Test
    void halfLife_changedLater_holdsForLeavesThatBeginThen() {
        // Given
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "hair", 0));

        // When
        harness.partners = partner -> BLOSSOM;
        harness.send(Records.behavior(ANNA, 2, Action.BROWSE, "skin-care", TEN_DAYS));

        // Then
        assertMass("course", "browse", "hair", AFTER_TWO);
        assertMass("course", "browse", "skin-care", 2);
    }

    private static PartnerRules rules(PartnerId partner) {
        return partner.equals(ANNA.partner()) ? ACADEMY : BLOSSOM;
    }

    private void assertMass(String domain, String action, String category, double mass) {
        assertThat(harness.profile("academy:anna").getDimensions())
                .filteredOn(dimension -> dimension.getDomain().equals(domain)
                        && dimension.getAction().equals(action)
                        && dimension.getCategory().equals(category))
                .singleElement()
                .satisfies(dimension -> assertThat(dimension.getMass()).isCloseTo(mass, within(1e-9)));
    }

    private void assertItem(String item, double mass) {
        assertThat(harness.profile("academy:anna").getItems())
                .filteredOn(found -> found.getItem().equals(item))
                .singleElement()
                .satisfies(found -> assertThat(found.getMass()).isCloseTo(mass, within(1e-9)));
    }
}
