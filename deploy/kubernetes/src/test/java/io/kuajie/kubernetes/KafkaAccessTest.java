package io.kuajie.kubernetes;

import static io.kuajie.topics.TopicCatalog.AUDIT_ACCESSES;
import static io.kuajie.topics.TopicCatalog.BEHAVIOR_CLEAN;
import static io.kuajie.topics.TopicCatalog.BEHAVIOR_CORRECTIONS;
import static io.kuajie.topics.TopicCatalog.BEHAVIOR_RAW;
import static io.kuajie.topics.TopicCatalog.BEHAVIOR_REJECTED;
import static io.kuajie.topics.TopicCatalog.CAMPAIGN_OUTCOMES;
import static io.kuajie.topics.TopicCatalog.CATALOG_ITEMS;
import static io.kuajie.topics.TopicCatalog.IDENTITY_CLAIMS;
import static io.kuajie.topics.TopicCatalog.IDENTITY_LINKS;
import static io.kuajie.topics.TopicCatalog.INGEST_IMPORTS;
import static io.kuajie.topics.TopicCatalog.INGEST_PLANS;
import static io.kuajie.topics.TopicCatalog.OFFERS_ACTIVE;
import static io.kuajie.topics.TopicCatalog.PARTNER_AGREEMENTS;
import static io.kuajie.topics.TopicCatalog.PARTNER_KEYS;
import static io.kuajie.topics.TopicCatalog.PARTNER_KEY_USES;
import static io.kuajie.topics.TopicCatalog.PRIVACY_CONSENTS;
import static io.kuajie.topics.TopicCatalog.PRIVACY_ERASURES;
import static io.kuajie.topics.TopicCatalog.PRIVACY_RECEIPTS;
import static io.kuajie.topics.TopicCatalog.PRIVACY_REQUESTS;
import static io.kuajie.topics.TopicCatalog.PROFILE_CLUSTERS;
import static io.kuajie.topics.TopicCatalog.PROFILE_DEFINITIONS;
import static io.kuajie.topics.TopicCatalog.PROFILE_SEGMENTS;
import static io.kuajie.topics.TopicCatalog.PROFILE_STATE;
import static io.kuajie.topics.TopicCatalog.PROFILE_TONES;
import static io.kuajie.topics.TopicCatalog.RECOMMEND_MODELS;
import static io.kuajie.topics.TopicCatalog.RECOMMEND_SERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the users' rights to the table of topics in the architecture: who writes, who reads. */
class KafkaAccessTest {
    private static final String INGEST = "ingest-service";
    private static final String PROFILE = "profile-service";
    private static final String RECOMMEND = "recommend-service";
    private static final String CAMPAIGN = "campaign-service";
    private static final Set<String> ALL = Set.of(INGEST, PROFILE, RECOMMEND, CAMPAIGN);

    private static final Map<Topic<?>, Access> TABLE = Map.ofEntries(
            Map.entry(BEHAVIOR_RAW, new Access(INGEST, Set.of(INGEST))),
            Map.entry(BEHAVIOR_REJECTED, new Access(INGEST, Set.of(INGEST))),
            Map.entry(BEHAVIOR_CORRECTIONS, new Access(INGEST, Set.of(INGEST))),
            Map.entry(BEHAVIOR_CLEAN, new Access(INGEST, Set.of(PROFILE, RECOMMEND, CAMPAIGN))),
            Map.entry(INGEST_IMPORTS, new Access(INGEST, Set.of(INGEST))),
            Map.entry(INGEST_PLANS, new Access(INGEST, Set.of(INGEST))),
            Map.entry(CATALOG_ITEMS, new Access(INGEST, ALL)),
            Map.entry(PRIVACY_CONSENTS, new Access(INGEST, ALL)),
            Map.entry(PRIVACY_ERASURES, new Access(INGEST, ALL)),
            Map.entry(PRIVACY_REQUESTS, new Access(INGEST, ALL)),
            Map.entry(PRIVACY_RECEIPTS, new Access(ALL, ALL)),
            Map.entry(IDENTITY_CLAIMS, new Access(INGEST, Set.of(INGEST))),
            Map.entry(IDENTITY_LINKS, new Access(INGEST, Set.of(PROFILE, RECOMMEND))),
            Map.entry(PROFILE_STATE, new Access(PROFILE, Set.of(RECOMMEND, CAMPAIGN))),
            Map.entry(PROFILE_CLUSTERS, new Access(PROFILE, Set.of(PROFILE, RECOMMEND, CAMPAIGN))),
            Map.entry(PROFILE_SEGMENTS, new Access(PROFILE, Set.of(CAMPAIGN))),
            Map.entry(PROFILE_DEFINITIONS, new Access(PROFILE, Set.of(PROFILE))),
            Map.entry(PROFILE_TONES, new Access(PROFILE, Set.of(PROFILE))),
            Map.entry(OFFERS_ACTIVE, new Access(CAMPAIGN, Set.of(RECOMMEND))),
            Map.entry(RECOMMEND_MODELS, new Access(RECOMMEND, Set.of(RECOMMEND))),
            Map.entry(RECOMMEND_SERVED, new Access(RECOMMEND, Set.of(RECOMMEND, CAMPAIGN))),
            Map.entry(CAMPAIGN_OUTCOMES, new Access(CAMPAIGN, Set.of(CAMPAIGN))),
            Map.entry(PARTNER_KEYS, new Access(INGEST, ALL)),
            Map.entry(PARTNER_KEY_USES, new Access(ALL, Set.of(INGEST))),
            Map.entry(PARTNER_AGREEMENTS, new Access(INGEST, Set.of(INGEST, RECOMMEND))),
            Map.entry(AUDIT_ACCESSES, new Access(ALL, Set.of(INGEST))));

    private record Access(Set<String> writers, Set<String> readers) {
        Access(String writer, Set<String> readers) {
            this(Set.of(writer), readers);
        }
    }

    private record Right(String user, String type, String name, String pattern, Set<String> operations) {}

    @Test
    void users_inBase_mayWriteAndReadWhatTheTableSays() {
        // When
        List<Right> rights = rights();

        // Then
        assertThat(TABLE).hasSameSizeAs(TopicCatalog.all());
        for (Topic<?> topic : TopicCatalog.all()) {
            Access access = Objects.requireNonNull(TABLE.get(topic), topic.name());
            assertThat(users(rights, topic, "Write"))
                    .as("writers of " + topic.name())
                    .containsExactlyInAnyOrderElementsOf(access.writers());
            assertThat(users(rights, topic, "Read"))
                    .as("readers of " + topic.name())
                    .containsExactlyInAnyOrderElementsOf(access.readers());
        }
    }

    @Test
    void rightsByPrefix_inBase_areTheServicesOwnTopicsAndGroups() {
        // When
        Map<String, Set<String>> prefixes = new TreeMap<>();
        rights().stream()
                .filter(right -> right.pattern().equals("prefix"))
                .forEach(right -> prefixes.computeIfAbsent(right.user(), user -> new HashSet<>())
                        .add(right.type() + " " + right.name()));

        // Then
        assertThat(prefixes)
                .isEqualTo(Map.of(
                        INGEST,
                                Set.of(
                                        "topic inbound.",
                                        "topic ingest-",
                                        "transactionalId ingest-identity",
                                        "group ingest"),
                        PROFILE, Set.of("topic profile-", "group profile"),
                        RECOMMEND, Set.of("group recommend"),
                        CAMPAIGN, Set.of("group campaign")));
    }

    @Test
    void rights_inBase_nameNoWildcardAndNoWholeCluster() {
        assertThat(rights()).isNotEmpty().allSatisfy(right -> {
            assertThat(right.type()).isIn("topic", "group", "transactionalId");
            assertThat(right.name()).doesNotContain("*").isNotBlank();
            assertThat(right.operations()).doesNotContain("All", "Alter", "AlterConfigs", "ClusterAction");
        });
    }

    private static List<String> users(List<Right> rights, Topic<?> topic, String operation) {
        return rights.stream()
                .filter(right -> right.type().equals("topic"))
                .filter(right -> right.pattern().equals("prefix")
                        ? topic.name().startsWith(right.name())
                        : topic.name().equals(right.name()))
                .filter(right -> right.operations().contains(operation))
                .map(Right::user)
                .toList();
    }

    private static List<Right> rights() {
        return ManifestFiles.base().stream()
                .filter(manifest -> manifest.kind().equals("KafkaUser"))
                .flatMap(KafkaAccessTest::rightsOf)
                .toList();
    }

    private static Stream<Right> rightsOf(Manifest user) {
        return user.at("spec", "authorization", "acls").orElseThrow().getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(rule -> right(user.name(), rule));
    }

    private static Right right(String user, JsonObject rule) {
        JsonObject resource = rule.getAsJsonObject("resource");
        Set<String> operations = new HashSet<>();
        rule.getAsJsonArray("operations").forEach(operation -> operations.add(operation.getAsString()));
        return new Right(
                user,
                resource.get("type").getAsString(),
                resource.get("name").getAsString(),
                resource.get("patternType").getAsString(),
                operations);
    }
}
