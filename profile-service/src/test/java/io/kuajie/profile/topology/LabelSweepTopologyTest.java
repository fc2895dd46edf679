package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelSweepTopologyTest {
    private static final int PEOPLE = 10;
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void newModel_labelsEverybodyInBatches() {
        try (Harness harness = people()) {
            // Given
            int written = harness.written;

            // When
            harness.clusters = Optional.of(model("kmeans-1", harness, "c1", "c2"));
            harness.pass(Duration.ofMillis(500));
            int afterOneBatch = harness.written - written;
            harness.pass(LONG);

            // Then
            assertThat(afterOneBatch).isBetween(1, PEOPLE - 1);
            assertThat(harness.written - written).isEqualTo(PEOPLE);
            assertThat(harness.profiles.values())
                    .allSatisfy(profile -> assertThat(profile.getCluster())
                            .satisfies(label -> assertThat(label.getModel()).isEqualTo("kmeans-1")));
            assertThat(clusterOf(harness, 0)).isEqualTo("c1");
            assertThat(clusterOf(harness, 1)).isEqualTo("c2");
            assertThat(harness.mark()).isEqualTo("kmeans-1");
        }
    }

    @Test
    void nextModel_tellsOnlyThoseWhoseLabelChanged() {
        try (Harness harness = people()) {
            // Given
            harness.clusters = Optional.of(model("kmeans-1", harness, "c1", "c2"));
            harness.pass(LONG);
            int written = harness.written;

            // When
            harness.clusters = Optional.of(model("kmeans-2", harness, "c1", "c3"));
            harness.pass(LONG);

            // Then
            assertThat(harness.written - written).isEqualTo(PEOPLE / 2);
            assertThat(clusterOf(harness, 1)).isEqualTo("c3");
            assertThat(harness.mark()).isEqualTo("kmeans-2");
        }
    }

    @Test
    void crashDuringSweep_thenRestart_tellsEverybody() {
        try (Harness crashed = people();
                Harness harness = new Harness()) {
            // Given: the store has the labels, but nobody knows whether the records were taken.
            crashed.clusters = Optional.of(model("kmeans-1", crashed, "c1", "c2"));
            crashed.pass(Duration.ofMillis(500));
            harness.restore(ProfileTopology.PEOPLE, crashed.stored(ProfileTopology.PEOPLE));
            harness.clusters = crashed.clusters;

            // When
            harness.pass(LONG);

            // Then
            assertThat(harness.written).isEqualTo(PEOPLE);
            assertThat(harness.mark()).isEqualTo("kmeans-1");
        }
    }

    @Test
    void newPerson_whereAModelExists_isLabelledAtOnce() {
        try (Harness harness = people()) {
            harness.clusters = Optional.of(model("kmeans-1", harness, "c1", "c2"));

            harness.send(Records.behavior(LeafKey.parse("blossom:new"), 99, Action.BROWSE, "hair", 0));

            assertThat(harness.profile("blossom:new").getCluster())
                    .satisfies(label -> assertThat(label.getCluster()).isEqualTo("c2"));
        }
    }

    /** People of two kinds, in turn. */
    private static Harness people() {
        Harness harness = new Harness();
        for (int i = 0; i < PEOPLE; i++) {
            String category = i % 2 == 0 ? "skin-care" : "hair";
            harness.send(Records.behavior(LeafKey.parse("blossom:p" + i), i, Action.BROWSE, category, 0));
        }
        return harness;
    }

    private static Clusters model(String id, Harness harness, String even, String odd) {
        return new Clusters(
                id,
                VectorLayout.VERSION,
                List.of(group(even, harness.profile("blossom:p0")), group(odd, harness.profile("blossom:p1"))),
                List.of(),
                PEOPLE,
                0,
                1,
                1,
                Instant.EPOCH);
    }

    private static Clusters.Group group(String id, Profile like) {
        return new Clusters.Group(id, VectorLayout.fromBytes(like.getVector()), PEOPLE / 2, Map.of());
    }

    private static String clusterOf(Harness harness, int person) {
        return harness.profile("blossom:p" + person).getCluster().getCluster();
    }
}
