package io.kuajie.profile.app;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** The service in this process, started once for all tests that extend this, each looking at people of its own. */
abstract class ServiceInProcess {
    /** Cluster fits every half second, and more people than come in these tests before partners are shown figures of many. */
    public static class QuickFits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kuajie.profile.clusters.interval", "500ms", "kuajie.profile.least-shown", "100");
        }
    }

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pseudonymizer PSEUDONYMS = TestKeys.pseudonymizer();
    private static long offset;

    @Nullable
    TestTopics injected;

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    TestTopics topics() {
        return Objects.requireNonNull(injected);
    }

    /** Sends one event and gives its raw offset; all leaves share raw partition 0 here. */
    long send(LeafKey leaf, Action action, String category) {
        long next = ++offset;
        topics().send(TopicCatalog.BEHAVIOR_CLEAN, leaf.toString(), Records.behavior(leaf, next, action, category, (int)
                next));
        return next;
    }

    /** The same for a review. */
    long review(LeafKey leaf, String text, double rating) {
        long next = ++offset;
        topics().send(TopicCatalog.BEHAVIOR_CLEAN, leaf.toString(), Records.review(leaf, next, text, rating));
        return next;
    }

    /** The same for what somebody says of themselves. */
    long identify(LeafKey leaf, Map<Trait, String> declared) {
        long next = ++offset;
        topics().send(TopicCatalog.BEHAVIOR_CLEAN, leaf.toString(), Records.identify(leaf, next, declared, (int) next));
        return next;
    }

    Profile awaitProfile(String person, long position) {
        return topics()
                .awaitUntil(
                        TopicCatalog.PROFILE_STATE,
                        records -> ProfileRig.latest(records).values().stream()
                                .anyMatch(profile -> isAt(profile, person, position)))
                .stream()
                .filter(record -> record.value() != null && isAt(record.requireValue(), person, position))
                .map(Received::requireValue)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAt(Profile profile, String person, long position) {
        return profile.getPerson().equals(person)
                && profile.getLeaves().getFirst().getPosition().getOffset() == position;
    }

    Map<String, Profile> profiles() {
        return ProfileRig.latest(topics().readAll(TopicCatalog.PROFILE_STATE));
    }

    static Response lookup(String key, String user) {
        return as(key).urlEncodingEnabled(false)
                .contentType("application/json")
                .body(Map.of("userId", user))
                .post("/v1/profiles:lookup");
    }

    static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    static LeafKey leaf(PartnerId partner, String user) {
        return PSEUDONYMS.leaf(partner, Pseudonymizer.Kind.USER, user);
    }
}
