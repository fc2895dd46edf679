package io.kuajie.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogTest {
    @Test
    void all_holdsEveryConstantOnce() {
        // Given
        List<Topic<?>> constants = Arrays.stream(TopicCatalog.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Topic.class)
                .<Topic<?>>map(TopicCatalogTest::valueOf)
                .toList();

        // Then
        assertThat(TopicCatalog.all()).containsExactlyInAnyOrderElementsOf(constants);
    }

    @Test
    void names_areUniqueAndLegal() {
        assertThat(TopicCatalog.all()).extracting(Topic::name).doesNotHaveDuplicates();
        TopicCatalog.all().forEach(topic -> org.apache.kafka.common.internals.Topic.validate(topic.on("t1-")));
    }

    @Test
    void topicsKeyedByLeafOrPerson_areCopartitioned() {
        assertThat(TopicCatalog.all().stream().filter(Topic::isCopartitioned).map(Topic::name))
                .contains("behavior.raw", "behavior.clean", "identity.links", "privacy.erasures", "profile.state")
                .doesNotContain("catalog.items", "offers.active", "profile.clusters");
    }

    @Test
    void compactedTopic_boundsHowLongDeletedDataStays() {
        assertThat(TopicCatalog.PROFILE_STATE.settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("max.compaction.lag.ms", "86400000")
                .containsEntry("segment.ms", "86400000");
    }

    @Test
    void deletingTopic_keepsItsRetention() {
        assertThat(TopicCatalog.BEHAVIOR_RAW.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("segment.ms", "86400000");
    }

    @Test
    void expiry_ofADeletingTopic_countsTheFileAndTheBrokersLook() {
        Instant written = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(TopicCatalog.BEHAVIOR_RAW.expiryOf(written)).contains(Instant.parse("2026-01-09T01:00:00Z"));
        assertThat(TopicCatalog.PROFILE_STATE.expiryOf(written)).isEmpty();
    }

    private static Topic<?> valueOf(java.lang.reflect.Field field) {
        try {
            return (Topic<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
