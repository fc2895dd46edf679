package io.kuajie.profile.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.person.PersonState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may meet a demand on its way: words and states that were told before it, and come after it. */
class ErasureTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final Instant DEMAND = Records.at(100);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void visitorParted_beforeItHearsOfTheDemand_leavesNoRecordOfTheForgotten() {
        // Given
        List<TestRecord<String, LeafSnapshot>> parting = linkedAndParted();

        // When: what the visitor sent is read after the demand.
        harness.erase(ANNA, DEMAND);
        parting.forEach(harness::send);
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(ANNA);
    }

    @Test
    void visitorSaidSomethingNew_afterItParted_isNotToldToTheForgotten() {
        // Given
        linkedAndParted();
        harness.erase(ANNA, DEMAND);
        harness.pass(A_WHILE);

        // When
        harness.send(Records.link(BELLA, "blossom:cora", 3, DEMAND.plusSeconds(2)));
        harness.send(Records.link(BELLA, null, 4, DEMAND.plusSeconds(3)));
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(ANNA);
    }

    @Test
    void visitorsState_onItsWayDuringTheDemand_isForgottenWithTheNextWord() {
        // Given
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        List<TestRecord<String, LeafSnapshot>> visit = harness.snapshots();
        harness.erase(ANNA, DEMAND);

        // When
        visit.forEach(harness::send);
        harness.send(Records.link(BELLA, null, 2, DEMAND.plusSeconds(1)));
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(ANNA);
    }

    @Test
    void linkToTheForgotten_saidBeforeTheDemandAndReadAfterIt_countsAsTakenBack() {
        // Given
        harness.erase(ANNA, DEMAND);

        // When
        harness.send(Records.link(BELLA, "academy:anna", 1));
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(ANNA);
    }

    @Test
    void linkOfTheForgotten_workedOutAfterTheDemand_goesWithItsTombstone() {
        // Given
        harness.send(Records.behavior(BELLA, 1, Action.BROWSE, "hair", 0));
        harness.erase(ANNA, DEMAND);
        harness.send(Records.link(ANNA, "blossom:bella", 1, DEMAND.plusSeconds(1)));

        // When
        harness.send("academy:anna", null);
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(ANNA);
        assertThat(harness.profile("blossom:bella").getLeaves()).hasSize(1);
    }

    @Test
    void crash_afterTheStoreTookTheDemandAndBeforeOthersHeard_tellsThemAgain() {
        // Given: a leaf that belongs to somebody, in whose record its events are.
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.behavior(BELLA, 2, Action.BUY, "hair", 5));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        Map<String, byte[]> before = harness.stored(ProfileTopology.PEOPLE);
        harness.erase(BELLA, DEMAND);
        byte[] forgotten = harness.stored(ProfileTopology.PEOPLE).get("blossom:bella");

        // When
        try (Harness restarted = new Harness()) {
            before.put("blossom:bella", forgotten);
            restarted.restore(ProfileTopology.PEOPLE, before);
            restarted.erase(BELLA, DEMAND);
            restarted.pass(A_WHILE);

            // Then
            assertNothingOf(BELLA, restarted);
            assertThat(restarted.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L));
        }
    }

    @Test
    void stop_betweenTheDemandAndTheEndOfTheFarewell_endsItAfterwards() {
        // Given
        harness.send(Records.behavior(BELLA, 2, Action.BUY, "hair", 5));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        harness.erase(BELLA, DEMAND);
        Map<String, byte[]> stored = harness.stored(ProfileTopology.PEOPLE);
        assertThat(stored).containsKey("blossom:bella");

        // When
        KnownErasures erasures = new KnownErasures();
        erasures.note(BELLA, DEMAND);
        try (Harness restarted = new Harness(erasures)) {
            restarted.restore(ProfileTopology.PEOPLE, stored);
            restarted.pass(A_WHILE);

            // Then
            assertNothingOf(BELLA, restarted);
        }
    }

    @Test
    void record_afterTheDemand_isFreeOfItOnceOthersAreTold() {
        // Given
        harness.send(Records.behavior(BELLA, 2, Action.BUY, "hair", 5));
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // When
        harness.erase(BELLA, DEMAND);
        harness.send(Behavior.newBuilder(Records.behavior(BELLA, 3, Action.BROWSE, "hair", 9))
                .setReceivedAt(DEMAND.plusSeconds(1))
                .build());
        boolean isFreeBefore = recordOf(BELLA).isFreeOf(DEMAND);
        harness.pass(A_WHILE);

        // Then: what came after the demand stays, and does not hold up the answer.
        assertThat(isFreeBefore).isFalse();
        assertThat(recordOf(BELLA).isFreeOf(DEMAND)).isTrue();
        assertThat(harness.profile("blossom:bella").getCounts()).isEqualTo(Map.of("browse", 1L));
    }

    @Test
    void eventAndLink_afterADemandThatIsReadLater_outlastIt() {
        // Given
        KnownErasures erasures = new KnownErasures();
        try (Harness late = new Harness(erasures)) {
            late.send(Records.behavior(BELLA, 2, Action.BUY, "hair", 5));
            late.send(Records.link(BELLA, "blossom:cora", 1));
            erasures.note(BELLA, DEMAND);

            // When: topics are not in order with each other.
            late.send(Behavior.newBuilder(Records.behavior(BELLA, 3, Action.BROWSE, "hair", 9))
                    .setReceivedAt(DEMAND.plusSeconds(1))
                    .build());
            late.send(Records.link(BELLA, "academy:anna", 2, DEMAND.plusSeconds(2)));
            late.erase(BELLA, DEMAND);
            late.pass(A_WHILE);

            // Then
            assertThat(late.profiles).containsOnlyKeys("academy:anna");
            assertThat(late.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L));
        }
    }

    @Test
    void declaration_ofTheForgotten_isGoneFromWhomTheyBelongedTo() {
        // Given
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.identify(BELLA, 2, Map.of(Trait.GENDER, "female", Trait.REGION, "CN-GD"), 1));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        assertThat(recordOf(ANNA).portrait().orElseThrow().declared(Trait.REGION))
                .isEqualTo("CN-GD");

        // When
        harness.erase(BELLA, DEMAND);
        harness.pass(A_WHILE);

        // Then
        assertNothingOf(BELLA);
        assertThat(recordOf(ANNA).portrait().orElseThrow().details().declared().isEmpty())
                .isTrue();
        assertThat(harness.stored(ProfileTopology.PEOPLE))
                .allSatisfy((key, bytes) ->
                        assertThat(new String(bytes, ISO_8859_1)).doesNotContain("CN-GD"));
    }

    /** @return what the visitor sent when it parted */
    private List<TestRecord<String, LeafSnapshot>> linkedAndParted() {
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.link(BELLA, "academy:anna", 1));
        harness.snapshots();
        harness.send(Records.link(BELLA, null, 2, DEMAND.plusSeconds(1)));
        return harness.snapshots();
    }

    private PersonState recordOf(LeafKey leaf) {
        return PersonState.of(leaf, harness.stored(ProfileTopology.PEOPLE).get(leaf.toString()));
    }

    private void assertNothingOf(LeafKey leaf) {
        assertNothingOf(leaf, harness);
    }

    private static void assertNothingOf(LeafKey leaf, Harness harness) {
        assertThat(harness.profiles).doesNotContainKey(leaf.toString());
        assertThat(harness.stored(ProfileTopology.PEOPLE))
                .doesNotContainKey(leaf.toString())
                .allSatisfy((key, bytes) ->
                        assertThat(new String(bytes, ISO_8859_1)).doesNotContain(leaf.pseudonym()));
    }
}
