package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Disclosure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterResourceTest {
    private static final Clusters MODEL = new Clusters(
            "kmeans-1",
            1,
            List.of(group("c1", 60), group("c2", 7), group("c3", 30), group("c4", 30)),
            List.of(
                    new Clusters.Family("f1", List.of("c1", "c2"), 67, Map.of("en", "f1")),
                    new Clusters.Family("f2", List.of("c3", "c4"), 60, Map.of("en", "f2"))),
            127,
            3.5,
            0.5,
            1,
            Instant.EPOCH);

    @Test
    void view_toPartners_saysThatAGroupIsSmallAndNothingThatTellsHowSmall() {
        // When
        ClusterResource.ModelView view = ClusterResource.view(new Disclosure(MODEL, 20));

        // Then
        assertThat(view.people()).isEqualTo(120);
        assertThat(view.clusters())
                .containsExactly(
                        new ClusterResource.GroupView("c1", 60L, 0.5, Map.of("en", "c1"), "f1", null),
                        new ClusterResource.GroupView("c2", null, null, null, "f1", 20L),
                        new ClusterResource.GroupView("c3", 30L, 0.25, Map.of("en", "c3"), "f2", null),
                        new ClusterResource.GroupView("c4", 30L, 0.25, Map.of("en", "c4"), "f2", null));
        assertThat(view.families())
                .containsExactly(
                        new ClusterResource.FamilyView("f1", null, null, Map.of("en", "f1"), List.of("c1", "c2"), null),
                        new ClusterResource.FamilyView("f2", 60L, 0.5, Map.of("en", "f2"), List.of("c3", "c4"), null));
        assertThat(view.sse()).isEqualTo(3.5);
    }

    @Test
    void view_ofFewPeopleInAll_hasNoFigures_andLeavesTheFieldsOut() throws Exception {
        // When
        ClusterResource.ModelView view = ClusterResource.view(new Disclosure(MODEL, 200));
        String json = new ObjectMapper().registerModule(new JavaTimeModule()).writeValueAsString(view);

        // Then
        assertThat(json)
                .contains("\"id\":\"c2\",\"family\":\"f1\",\"fewerThan\":200")
                .contains("\"id\":\"f1\",\"clusters\":[\"c1\",\"c2\"],\"fewerThan\":200")
                .doesNotContain("people", "sse", "silhouette", "size", "share", "titles");
    }

    @Test
    void view_toOperators_isWhole() {
        // When
        ClusterResource.ModelView view = ClusterResource.view(new Disclosure(MODEL, 0));

        // Then
        assertThat(view.people()).isEqualTo(127);
        assertThat(view.clusters()).extracting(ClusterResource.GroupView::size).containsExactly(60L, 7L, 30L, 30L);
        assertThat(view.clusters())
                .extracting(ClusterResource.GroupView::fewerThan)
                .containsOnlyNulls();
    }

    private static Clusters.Group group(String id, long size) {
        return new Clusters.Group(id, new float[] {size, 1}, size, Map.of("en", id));
    }
}
