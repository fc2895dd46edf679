package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What recommendations are made of is taken away: the registry, campaign-service; records come that nobody can read, and models are
 * found that are damaged. Answers go on from what is known, and follow events again when things are back.
 */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendFaultE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private LocalStack stack;
    private Scene scene;
    private PersonalLists lists;

    @BeforeAll
    void use(SharedStack.Running shared) throws InterruptedException {
        stack = shared.toBeKilled();
        scene = shared.scene();
        lists = new PersonalLists(scene);
    }

    @Test
    void answers_registryAway_goOnAndFollowEvents() throws IOException {
        // Given
        lists.learns("没有登记处的同学");
        JsonNode before = lists.awaitPersonal("没有登记处的同学", "");
        // When
        stack.servers().registry().kill();
        try {
            String position = scene.buyCourse("没有登记处的同学", "yoga", "without-registry");
            // Then
            lists.awaitPersonal("没有登记处的同学", position);
            lists.assertGoOn("没有登记处的同学", before, OUTAGE);
        } finally {
            stack.servers().registry().restart();
        }
    }

    @Test
    void answers_campaignServiceAway_goOnAndFollowEvents() throws IOException {
        // Given
        lists.learns("没有活动的同学");
        JsonNode before = lists.awaitPersonal("没有活动的同学", "");
        // When
        stack.campaign().kill();
        try {
            String position = scene.buyCourse("没有活动的同学", "yoga", "without-campaigns");
            // Then
            lists.awaitPersonal("没有活动的同学", position);
            lists.assertGoOn("没有活动的同学", before, OUTAGE);
        } finally {
            stack.campaign().start();
            stack.campaign().awaitReady();
        }
    }

    @Test
    void answers_recordsThatNobodyCanRead_goOnAndFollowEventsAndSaySo() throws IOException {
        // Given
        lists.learns("读不懂的同学");
        JsonNode before = lists.awaitPersonal("读不懂的同学", "");
        byte[] noise = {0, 1, 2, 3, 4, 5, 6, 7};
        // When
        try (TestTopics topics = new TestTopics(
                stack.servers().bootstrapServers(), stack.servers().registryUrl(), "")) {
            topics.sendBytes(TopicCatalog.BEHAVIOR_RAW, "academy:noise", noise);
            topics.sendBytes(TopicCatalog.BEHAVIOR_CLEAN, "academy:noise", noise);
            topics.sendBytes(TopicCatalog.PROFILE_STATE, "noise", noise);
            topics.sendBytes(TopicCatalog.CATALOG_ITEMS, "noise", noise);
            topics.sendBytes(TopicCatalog.RECOMMEND_SERVED, "noise", noise);
        }
        String position = scene.buyCourse("读不懂的同学", "yoga", "after-noise");
        // Then
        lists.awaitPersonal("读不懂的同学", position);
        lists.assertGoOn("读不懂的同学", before, OUTAGE);
        for (String topic : List.of("profile.state", "catalog.items", "recommend.served")) {
            assertThat(tell("/q/metrics"))
                    .containsPattern("kuajie_topics_records_undecodable_total\\{topic=\"" + topic + "\"[^}]*} [1-9]");
        }
    }

    @Test
    void answers_damagedModelFoundAtTheStart_goOnWithoutItAndSaySo() throws IOException {
        assertAnswersGoOnPast("坏模型的同学", "broken", "broken".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answers_damagedListOfModelsFoundAtTheStart_goOnWithoutThemAndSaySo() throws IOException {
        assertAnswersGoOnPast("坏目录的同学", "models", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    }

    /** @param refused what the service is to say that it refuses @param list what it finds as the list of models */
    private void assertAnswersGoOnPast(String user, String refused, byte[] list) throws IOException {
        // Given
        lists.learns(user);
        JsonNode before = lists.awaitPersonal(user, "");
        Path models = stack.dataFolder().resolve("state/recommend/models");
        // When
        stack.recommend().stop();
        try {
            Files.createDirectories(models);
            Files.write(models.resolve("models"), list);
            Files.write(models.resolve("broken.model"), new byte[10_000]);
            stack.recommend().start();
            stack.recommend().awaitReady();
            // Then
            lists.awaitPersonal(user, "");
            await().atMost(PATIENCE)
                    .until(() ->
                            tell("/q/health/ready").replaceAll("\\s", "").contains("\"refused\":\"" + refused + "\""));
            lists.assertGoOn(user, before, OUTAGE);
            assertThat(scene.recommend(user).path("model").asText()).doesNotContain("broken");
        } finally {
            Files.deleteIfExists(models.resolve("models"));
            Files.deleteIfExists(models.resolve("broken.model"));
        }
    }

    /** What the service says of itself there, its lines and spaces as they are. */
    private String tell(String path) throws IOException {
        try (InputStream body = stack.recommend().base().resolve(path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
