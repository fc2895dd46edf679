package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterMapTest {
    @Test
    void of_centresOnAPlane_keepsTheirDistances() {
        // Given
        List<Clusters.Group> groups =
                List.of(group("c1", 0, 0), group("c2", 3, 0), group("c3", 0, 1), group("c4", 3, 1));

        // When
        List<ClusterMap.Place> places = ClusterMap.of(groups);

        // Then
        assertThat(distance(places.get(0), places.get(1))).isCloseTo(3, within(1e-6));
        assertThat(distance(places.get(0), places.get(2))).isCloseTo(1, within(1e-6));
        assertThat(Math.abs(places.get(0).x() - places.get(1).x())).isCloseTo(3, within(1e-6));
    }

    @Test
    void of_oneGroup_placesItInTheMiddle() {
        assertThat(ClusterMap.of(List.of(group("c1", 0.6f, 0.8f)))).containsExactly(new ClusterMap.Place("c1", 0, 0));
    }

    private static Clusters.Group group(String id, float a, float b) {
        return new Clusters.Group(id, new float[] {0.1f, a, 0.5f, b}, 10, Map.of());
    }

    private static double distance(ClusterMap.Place a, ClusterMap.Place b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
