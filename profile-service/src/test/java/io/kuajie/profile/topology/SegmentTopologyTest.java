package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.segment.Conditions;
import io.kuajie.profile.domain.segment.Segment;
import io.kuajie.profile.domain.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");

    @Test
    void event_thatMeetsTheCondition_entersAtOnce_andAnotherLeaves() {
        try (Harness harness = new Harness()) {
            // Given
            harness.segments = segments("waverers", "'cart' in person.counts && !('buy' in person.counts)");

            // When
            harness.send(Records.behavior(ANNA, 1, Action.CART, "styling", 0));

            // Then
            SegmentMembership entered = Objects.requireNonNull(harness.memberships.get("academy:anna|waverers"));
            assertThat(entered.getEntered()).isTrue();
            assertThat(entered.getVersion()).isEqualTo(1);

            // When
            harness.send(Records.behavior(ANNA, 2, Action.BUY, "styling", 1));

            // Then
            SegmentMembership left = Objects.requireNonNull(harness.memberships.get("academy:anna|waverers"));
            assertThat(left.getEntered()).isFalse();
            assertThat(left.getVersion()).isEqualTo(2);
        }
    }

    @Test
    void declaration_onEitherSide_decidesByTheLatestWord() {
        try (Harness harness = new Harness()) {
            // Given
            LeafKey bella = LeafKey.parse("blossom:bella");
            harness.segments = segments(
                    "southern-women",
                    "person.gender == 'female' && person.country == 'CN' && person.region == 'CN-GD'");
            harness.send(Records.identify(ANNA, 1, Map.of(Trait.GENDER, "female"), 0));
            assertThat(harness.isIn("academy:anna", "southern-women")).isFalse();

            // When
            harness.send(Records.identify(bella, 2, Map.of(Trait.REGION, "CN-GD"), 5));
            harness.send(Records.link(bella, "academy:anna", 1));

            // Then
            assertThat(harness.isIn("academy:anna", "southern-women")).isTrue();

            // When: an older word comes late.
            harness.send(Records.identify(bella, 3, Map.of(Trait.REGION, "FR"), 4));

            // Then
            assertThat(harness.isIn("academy:anna", "southern-women")).isTrue();

            // When
            harness.send(Records.identify(bella, 4, Map.of(Trait.REGION, "FR"), 6));

            // Then
            assertThat(harness.isIn("academy:anna", "southern-women")).isFalse();
        }
    }

    @Test
    void timePassing_withoutAnyEvent_leavesATimedSegment() {
        try (Harness harness = new Harness()) {
            // Given
            harness.segments = segments("here-now", "size(recent.hour) > 0");
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            assertThat(harness.isIn("academy:anna", "here-now")).isTrue();

            // When
            harness.jump(Duration.ofMinutes(70));
            harness.pass(Duration.ofSeconds(5));

            // Then
            assertThat(harness.isIn("academy:anna", "here-now")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(recent.in_category('course', 'styling', 7)) > 0",
                "'browse' in recent.in_domain('course', 7)",
                "days.since_item['academy:item-styling'] < 7.0"
            })
    void timePassing_pastTheDaysAskedFor_leavesWithoutAnyEvent(String condition) {
        try (Harness harness = new Harness()) {
            // Given
            harness.segments = segments("stylists", condition);
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            harness.jump(Duration.ofDays(6));
            harness.pass(Duration.ofSeconds(5));
            assertThat(harness.isIn("academy:anna", "stylists")).isTrue();

            // When
            harness.jump(Duration.ofDays(1));
            harness.pass(Duration.ofSeconds(5));

            // Then
            assertThat(harness.isIn("academy:anna", "stylists")).isFalse();
        }
    }

    @Test
    void timePassing_whereSomethingMustNotHaveHappened_enters() {
        try (Harness harness = new Harness()) {
            // Given
            harness.segments = segments("stayed-away", "!('browse' in recent.in_domain('course', 3))");
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            assertThat(harness.isIn("academy:anna", "stayed-away")).isFalse();

            // When
            harness.jump(Duration.ofDays(3));
            harness.pass(Duration.ofSeconds(5));

            // Then
            assertThat(harness.isIn("academy:anna", "stayed-away")).isTrue();
        }
    }

    @Test
    void newSegment_findsWhoeverMeetsItAlready_andItsRemovalLetsThemGo() {
        try (Harness harness = new Harness()) {
            // Given
            harness.send(Records.behavior(ANNA, 1, Action.BUY, "styling", 0));

            // When
            harness.segments = segments("buyers", "person.counts['buy'] >= 1");
            harness.pass(Duration.ofSeconds(2));

            // Then
            assertThat(harness.isIn("academy:anna", "buyers")).isTrue();

            // When
            harness.segments = Segments.NONE;
            harness.pass(Duration.ofSeconds(2));

            // Then
            assertThat(harness.isIn("academy:anna", "buyers")).isFalse();
        }
    }

    @Test
    void erasure_ofALinkedLeaf_leavesNothingOfItAnywhere() {
        try (Harness harness = new Harness()) {
            // Given
            LeafKey bella = LeafKey.parse("blossom:bella");
            harness.segments = segments("buyers", "'buy' in person.counts");
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            harness.send(Records.behavior(bella, 2, Action.BUY, "skin-care", 5));
            harness.send(Records.link(bella, "academy:anna", 1));
            assertThat(harness.isIn("academy:anna", "buyers")).isTrue();

            // When
            harness.erase(bella, Records.START.plusSeconds(3600));
            harness.send(Records.behavior(bella, 2, Action.BUY, "skin-care", 5));
            harness.send(Records.link(bella, "academy:anna", 1));
            harness.pass(Duration.ofSeconds(1));

            // Then
            assertThat(harness.profiles).containsOnlyKeys("academy:anna");
            assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L));
            assertThat(harness.isIn("academy:anna", "buyers")).isFalse();
            assertThat(harness.stored(ProfileTopology.PEOPLE)).containsOnlyKeys("academy:anna");
            assertThat(new String(
                            Objects.requireNonNull(
                                    harness.stored(ProfileTopology.PEOPLE).get("academy:anna")),
                            java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("bella");
        }
    }

    @Test
    void erasure_ofTheLeafAPersonIsNamedAfter_sendsTheOthersHome() {
        try (Harness harness = new Harness()) {
            // Given
            LeafKey bella = LeafKey.parse("blossom:bella");
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            harness.send(Records.behavior(bella, 2, Action.BUY, "skin-care", 5));
            harness.send(Records.link(bella, "academy:anna", 1));

            // When
            harness.erase(ANNA, Records.START.plusSeconds(3600));
            harness.pass(Duration.ofSeconds(1));

            // Then
            assertThat(harness.profiles).containsOnlyKeys("blossom:bella");
            assertThat(harness.profile("blossom:bella").getCounts()).isEqualTo(Map.of("buy", 1L));
            assertThat(harness.stored(ProfileTopology.PEOPLE)).containsOnlyKeys("blossom:bella");
        }
    }

    @Test
    void erasure_repeatedAfterLaterEvents_leavesThem() {
        try (Harness harness = new Harness()) {
            // Given
            harness.send(Records.behavior(ANNA, 1, Action.BUY, "styling", 0));
            Instant demand = Records.START.plusSeconds(60);
            harness.erase(ANNA, demand);
            harness.send(Behavior.newBuilder(Records.behavior(ANNA, 2, Action.BROWSE, "styling", 5))
                    .setReceivedAt(demand.plusSeconds(1))
                    .build());

            // When
            harness.erase(ANNA, demand);

            // Then
            assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L));
        }
    }

    private static Segments segments(String id, String condition) {
        return switch (new Conditions().compile(condition)) {
            case Conditions.Compiled.Ready ready -> new Segments(List.of(new Segment(id, ready.condition(), Map.of())));
            case Conditions.Compiled.Invalid invalid -> throw new AssertionError(invalid.faults());
        };
    }
}
