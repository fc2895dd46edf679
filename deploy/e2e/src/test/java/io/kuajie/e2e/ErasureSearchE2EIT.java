package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.local.Service;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches the disks of the whole stack for somebody who was erased: topics, local stores, logs and the database. What production lets
 * take a day or a month takes a second here; otherwise all is as there. What stays, and is said to stay, is the demand itself.
 */
@Tag("embedded")
@Tag("soak") // Waits for several rounds of compaction in every topic.
class ErasureSearchE2EIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USER = "要被忘记的人";
    private static final String AT_SHOP = "花间里要被忘记的人";
    /** The demand, which keeps replays from bringing the person back: in its topic, and where identities are worked out. */
    private static final Set<String> DEMAND =
            Set.of("privacy.erasures", "ingest-identity-identity-nodes-changelog", "state/ingest/ingest-identity");
    /** Stores may hold it in files that are rewritten when the service starts anew. */
    private static final Set<String> UNTIL_RESTARTED =
            Stream.concat(DEMAND.stream(), Stream.of("state/profile/profile")).collect(Collectors.toSet());
    /** Topics whose records go by age, as the page on privacy says of each. */
    private static final Set<String> EXPIRING = TopicCatalog.all().stream()
            .filter(topic -> !topic.isCompacted())
            .map(Topic::name)
            .collect(Collectors.toSet());

    @Test
    void disks_ofTheWholeStackAfterAnErasure_holdNothingButTheDemand(@TempDir Path data) throws IOException {
        Path root = Path.of(System.getProperty("kuajie.root"));
        try (LocalStack stack = LocalStack.start(
                LocalStack.Settings.isolated(root, data).withPartitions(1).with("kuajie.streams.rewrite-after", "1s"),
                message -> {})) {
            // Given
            StackClient client = new StackClient(stack);
            Scene scene = new Scene(stack, client);
            Traces traces = new Traces(stack);
            scene.begin();
            String campaign = scene.runCoupon();
            String pseudonym = client.pseudonyms(Partner.ACADEMY).leafOf(USER).substring("academy:".length());
            leaveTraces(scene, campaign);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(traces.of(pseudonym))
                            .contains(
                                    "behavior.raw",
                                    "behavior.clean",
                                    "behavior.rejected",
                                    "identity.claims",
                                    "identity.links",
                                    "privacy.consents",
                                    "profile.state",
                                    "profile-people-changelog",
                                    "recommend.served",
                                    "rows of served",
                                    "rows of touch"));
            restart(stack);
            assertThat(traces.of(pseudonym)).contains("state/profile/profile", "state/ingest/ingest-identity");

            // When
            JsonNode erased = scene.answered(USER, "erasure", PATIENCE);
            // Not before: the demand and its receipts would expire while services are asked.
            traces.topics.shorten(EXPIRING::contains);

            // Then
            assertThat(erased.path("doneAt").size()).isEqualTo(4);
            assertThat(client.edge
                            .post(
                                    stack.profile().base(),
                                    "/v1/profiles:lookup",
                                    stack.keys().writeKey(Partner.ACADEMY),
                                    "{\"userId\":\"%s\"}".formatted(USER))
                            .status())
                    .isEqualTo(404);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                othersGoOn(scene);
                traces.vacuum();
                assertThat(traces.of(pseudonym)).containsAll(DEMAND).isSubsetOf(UNTIL_RESTARTED);
            });
            await().atMost(PATIENCE).untilAsserted(() -> {
                restart(stack);
                // A store may shorten keys that begin alike, so the demand need not be legible in its files.
                assertThat(traces.of(pseudonym)).contains("privacy.erasures").isSubsetOf(DEMAND);
            });
        }
    }

    /** Something in every place that keeps people: accepted and refused events, a link, a consent, a list with an offer, a click on it. */
    private static void leaveTraces(Scene scene, String campaign) throws IOException {
        scene.consent(USER);
        scene.link(USER, AT_SHOP);
        scene.buyCourse(USER, "makeup", "m-erased");
        scene.buyCourse(USER, "makeup", "m-erased");
        JsonNode answer = await().atMost(PATIENCE)
                .until(
                        () -> scene.recommend(USER),
                        shown ->
                                shown.path("items").findValuesAsText("campaign").contains(campaign));
        scene.track(
                Partner.ACADEMY,
                USER,
                "Product Clicked",
                "c-erased",
                "{\"request_id\":\"%s\",\"product_id\":\"blossom:lipstick\"}"
                        .formatted(answer.path("requestId").asText()));
    }

    /** The last file of a topic is only closed by what follows: something new in each topic that others have a part in. */
    private static void othersGoOn(Scene scene) throws IOException {
        String messageId = "others-" + System.nanoTime();
        scene.consent("school-1");
        scene.link("school-1", "shop-1-" + messageId);
        scene.buyCourse("school-1", "yoga", messageId);
        scene.buyCourse("school-1", "yoga", messageId);
        scene.buyProduct("shop-1", "bath-salt", "shop-" + messageId);
        scene.recommend("school-1");
        scene.demand("other-" + messageId, "erasure");
    }

    /** Stores write out their memory when they are closed, and begin a new list of their files when they are opened. */
    private static void restart(LocalStack stack) {
        for (Service service : Set.of(Service.INGEST, Service.PROFILE)) {
            stack.process(service).stop();
            stack.process(service).start();
        }
        stack.ingest().awaitReady();
        stack.profile().awaitReady();
    }
}
