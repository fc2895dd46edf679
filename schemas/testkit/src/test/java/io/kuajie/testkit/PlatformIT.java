package io.kuajie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Erasure;
import io.kuajie.topics.TopicCatalog;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformIT {
    @Test
    void topics_ofTwoPlatforms_areApart() {
        // Given
        TestPlatform one = TestPlatform.create();
        TestPlatform other = TestPlatform.create();
        try (TestTopics topics = one.topics();
                TestTopics otherTopics = other.topics()) {
            // When
            var written = topics.send(TopicCatalog.PRIVACY_ERASURES, "academy:x", erasure());
            topics.send(TopicCatalog.PRIVACY_ERASURES, "academy:x", null);

            // Then
            List<Received<Erasure>> received = topics.readAll(TopicCatalog.PRIVACY_ERASURES);
            assertThat(received).extracting(Received::key).containsExactly("academy:x", "academy:x");
            assertThat(received.getFirst().requireValue()).isEqualTo(erasure());
            assertThat(received.getFirst().partition()).isEqualTo(written.partition());
            assertThat(received.getLast().value()).isNull();
            assertThat(topics.await(TopicCatalog.PRIVACY_ERASURES, 2)).isEqualTo(received);
            assertThat(otherTopics.readAll(TopicCatalog.PRIVACY_ERASURES)).isEmpty();
        }
    }

    @Test
    void configuration_namesServersThatAnswer() throws SQLException {
        // Given
        var configuration = TestPlatform.create().configuration();

        // When
        try (var connection = DriverManager.getConnection(
                configuration.get("quarkus.datasource.jdbc.url"),
                configuration.get("quarkus.datasource.username"),
                configuration.get("quarkus.datasource.password"))) {
            // Then
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(configuration).containsKeys("kuajie.partners.academy.domain", "kuajie.admin-keys");
    }

    private static Erasure erasure() {
        return Erasure.newBuilder()
                .setLeaf("academy:x")
                .setRequest("r1")
                .setRequestedAt(Instant.EPOCH)
                .build();
    }
}
