package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.segment.Conditions;
import io.kuajie.profile.domain.segment.Segment;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What refusing analytics means for groups and segments. */
class RefusalTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void refusal_ofAPerson_takesThemOutOfGroupAndSegmentsUntilTheyAgree() {
        // Given
        harness.segments = segment("buyers", "'buy' in person.counts");
        harness.send(Records.behavior(ANNA, 1, Action.BUY, "styling", 0));
        harness.clusters = Optional.of(oneGroup(harness.profile("academy:anna")));
        harness.pass(A_WHILE);
        assertThat(harness.isIn("academy:anna", "buyers")).isTrue();
        assertThat(harness.profile("academy:anna").getCluster()).isNotNull();

        // When
        harness.refusals.say(ANNA, true);
        harness.pass(A_WHILE);

        // Then: what they did still serves them.
        assertThat(harness.isIn("academy:anna", "buyers")).isFalse();
        assertThat(harness.profile("academy:anna").getCluster()).isNull();
        assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("buy", 1L));

        // When
        harness.refusals.say(ANNA, false);
        harness.pass(A_WHILE);

        // Then
        assertThat(harness.isIn("academy:anna", "buyers")).isTrue();
        assertThat(harness.profile("academy:anna").getCluster()).isNotNull();
    }

    @Test
    void event_ofWhoRefuses_makesThemAMemberOfNothing() {
        // Given
        harness.segments = segment("buyers", "'buy' in person.counts");
        harness.refusals.say(ANNA, true);

        // When
        harness.send(Records.behavior(ANNA, 1, Action.BUY, "styling", 0));
        harness.pass(A_WHILE);

        // Then
        assertThat(harness.isIn("academy:anna", "buyers")).isFalse();
        assertThat(harness.profiles).containsOnlyKeys("academy:anna");
    }

    @Test
    void refusal_ofALinkedLeaf_leavesThePersonToBeJudgedByTheOthers() {
        // Given
        harness.segments = segment("buyers", "'buy' in person.counts");
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.behavior(BELLA, 2, Action.BUY, "hair", 5));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        assertThat(harness.isIn("academy:anna", "buyers")).isTrue();

        // When
        harness.refusals.say(BELLA, true);
        harness.pass(A_WHILE);

        // Then
        assertThat(harness.isIn("academy:anna", "buyers")).isFalse();
        assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L, "buy", 1L));
    }

    @Test
    void refusal_ofWhoDeclaredSomething_takesTheirWordOutOfSegments() {
        // Given
        harness.segments = segment("women", "person.gender == 'female'");
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.identify(BELLA, 2, Map.of(Trait.GENDER, "female"), 5));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        assertThat(harness.isIn("academy:anna", "women")).isTrue();

        // When
        harness.refusals.say(BELLA, true);
        harness.pass(A_WHILE);

        // Then
        assertThat(harness.isIn("academy:anna", "women")).isFalse();
    }

    private static Segments segment(String id, String condition) {
        return switch (new Conditions().compile(condition)) {
            case Conditions.Compiled.Ready ready -> new Segments(List.of(new Segment(id, ready.condition(), Map.of())));
            case Conditions.Compiled.Invalid invalid -> throw new AssertionError(invalid.faults());
        };
    }

    private static Clusters oneGroup(Profile like) {
        Clusters.Group group = new Clusters.Group("c1", VectorLayout.fromBytes(like.getVector()), 1, Map.of());
        return new Clusters("kmeans-1", VectorLayout.VERSION, List.of(group), List.of(), 1, 0, 1, 1, Instant.EPOCH);
    }
}
