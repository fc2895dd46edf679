package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfileTopologyTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void describe_always_equalsTheGoldenFile() throws IOException {
        String golden;
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/profile-topology.txt"))) {
            golden = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }

        String description = harness.topology().get().describe().toString();

        assertThat(description.strip()).isEqualTo(golden.strip());
    }

    @Test
    void event_ofAnUnlinkedLeaf_makesAPersonOfItsName() {
        harness.send(Records.behavior(ANNA, 7, Action.BROWSE, "styling", 0));
        harness.send(Records.behavior(ANNA, 9, Action.BUY, "styling", 60));

        Profile profile = harness.profile("academy:anna");
        assertThat(profile.getLeaves()).hasSize(1);
        assertThat(profile.getLeaves().getFirst().getDomain()).isEqualTo("course");
        assertThat(profile.getLeaves().getFirst().getPosition().getOffset()).isEqualTo(9);
        assertThat(profile.getCounts()).isEqualTo(Map.of("browse", 1L, "buy", 1L));
        assertThat(profile.getDimensions().getFirst().getMass()).isCloseTo(8, within(1e-9));
        assertThat(profile.getItems().getFirst().getOwned()).isTrue();
        assertThat(profile.getItems().getFirst().getStrongest()).isEqualTo("buy");
        assertThat(profile.getSpend().getFirst().getMinorUnits()).isEqualTo(1000);
        assertThat(profile.getVector().remaining()).isEqualTo(64 * Float.BYTES);
        assertThat(profile.getCluster()).isNull();
    }

    @Test
    void event_atAPartnerWithWeightsOfItsOwn_weighsByThem() {
        // Given
        harness.partners = partner -> new PartnerRules(Harness.HALF_LIFE, Map.of("buy", 2.5));

        // When
        harness.send(Records.behavior(ANNA, 7, Action.BROWSE, "styling", 0));
        harness.send(Records.behavior(ANNA, 9, Action.BUY, "styling", 0));

        // Then
        var dimensions = harness.profile("academy:anna").getDimensions();
        assertThat(dimensions).extracting(ProfileDimension::getAction).containsExactly("buy", "browse");
        assertThat(dimensions.getFirst().getMass()).isCloseTo(20, within(1e-9));
        assertThat(dimensions.getLast().getMass()).isCloseTo(1, within(1e-9));
    }

    @Test
    void link_thenUnlink_movesTheLeafThereAndBack() {
        // Given
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(Records.behavior(BELLA, 2, Action.BUY, "skin-care", 5));
        Profile alone = harness.profile("blossom:bella");

        // When
        harness.send(Records.link(BELLA, "academy:anna", 1));

        // Then
        assertThat(harness.profiles).containsOnlyKeys("academy:anna");
        assertThat(harness.profile("academy:anna").getLeaves())
                .extracting(ProfileLeaf::getLeaf)
                .containsExactly("academy:anna", "blossom:bella");
        assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L, "buy", 1L));

        // When
        harness.send(Records.link(BELLA, null, 2));

        // Then
        assertThat(harness.profiles).containsOnlyKeys("academy:anna", "blossom:bella");
        Profile again = Profile.newBuilder(harness.profile("blossom:bella"))
                .setVersion(alone.getVersion())
                .build();
        assertThat(again).isEqualTo(alone);
        assertThat(harness.profile("academy:anna").getLeaves()).hasSize(1);
    }

    @Test
    void link_ofALeafWithoutEvents_makesItKnownWithoutPosition() {
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));

        harness.send(Records.link(BELLA, "academy:anna", 1));

        ProfileLeaf leaf = harness.profile("academy:anna").getLeaves().get(1);
        assertThat(leaf.getLeaf()).isEqualTo("blossom:bella");
        assertThat(leaf.getDomain()).isEqualTo("beauty");
        assertThat(leaf.getPosition().getOffset()).isEqualTo(-1);
    }

    @Test
    void replay_ofEverything_writesAgainAndChangesNothing() {
        // Given
        Runnable all = () -> {
            harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
            harness.send(Records.behavior(BELLA, 2, Action.BUY, "skin-care", 5));
            harness.send(Records.link(BELLA, "academy:anna", 1));
            harness.send(Records.behavior(BELLA, 3, Action.REFUND, "skin-care", 6));
        };
        all.run();
        Map<String, Profile> before = Map.copyOf(harness.profiles);
        int written = harness.written;

        // When
        all.run();

        // Then
        assertThat(harness.profiles).isEqualTo(before);
        assertThat(harness.written).isGreaterThanOrEqualTo(written + 4);
    }

    @Test
    void senselessRecords_areSkippedAndCounted() {
        harness.send(Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0));
        harness.send(io.kuajie.events.Behavior.newBuilder(Records.behavior(ANNA, 2, Action.BROWSE, "styling", 0))
                .setWeight(Double.NaN)
                .build());
        harness.send("blossom:bella", null);

        assertThat(harness.skipped).containsExactly("behavior-invalid", "link-tombstone");
        assertThat(harness.profile("academy:anna").getCounts()).isEqualTo(Map.of("browse", 1L));
    }
}
