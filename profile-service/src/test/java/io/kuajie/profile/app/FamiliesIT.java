package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Records;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Families of groups, on people of two kinds in each of two industries, in a service of their own. */
class FamiliesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ProfileRig rig = ProfileRig.create();
    private final ServiceProcess service = rig.start("families", Map.of("kuajie.profile.clusters.min-people", "16"));
    private long offset;

    @AfterEach
    void close() {
        service.close();
        rig.close();
    }

    @Test
    void clusters_ofKindsWithinIndustries_areListedByFamily() {
        // Given
        for (int i = 0; i < 4; i++) {
            visit("academy:maker" + i, "make-up");
            visit("academy:stylist" + i, "hair");
            visit("blossom:scent" + i, "perfume");
            visit("blossom:nail" + i, "nails");
        }

        // When
        service.awaitReady();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(families(service.json("/v1/clusters")))
                        .containsExactlyInAnyOrder("8 0.5 beauty · basics", "8 0.5 course · basics"));
        JsonNode model = service.json("/v1/clusters");
        assertThat(model.path("clusters")).hasSize(4);
        for (JsonNode family : model.path("families")) {
            List<String> members = new ArrayList<>();
            family.path("clusters").forEach(id -> members.add(id.asText()));
            assertThat(members)
                    .hasSize(2)
                    .allSatisfy(id -> assertThat(service.json("/v1/clusters/" + id)
                                    .path("family")
                                    .asText())
                            .isEqualTo(family.path("id").asText()));
        }
    }

    /** Size, share and what the title begins with. */
    private static List<String> families(JsonNode model) {
        List<String> families = new ArrayList<>();
        for (JsonNode family : model.path("families")) {
            String title = family.path("titles").path("en").asText();
            families.add("%d %s %s"
                    .formatted(
                            family.path("size").asLong(), family.path("share").asDouble(), title.split(",", 2)[0]));
        }
        return families;
    }

    /** Much of what all of the industry like, and a little of something else. */
    private void visit(String leaf, String category) {
        for (int i = 0; i < 6; i++) {
            send(LeafKey.parse(leaf), "basics");
        }
        send(LeafKey.parse(leaf), category);
    }

    private void send(LeafKey leaf, String category) {
        offset++;
        rig.topics()
                .send(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        leaf.toString(),
                        Records.behavior(leaf, offset, Action.BROWSE, category, (int) offset));
    }
}
