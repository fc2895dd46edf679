package io.kuajie.recommend.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.events.Offer;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.kernel.Purpose;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the running service of the tests knows: twelve people known on both sides tie the make-up course to the brush; the buyer knows
 * the course only.
 */
final class Crowd {
    static final String BUYER = "student-1";
    private static boolean isWritten;

    private final TestTopics topics;

    Crowd(TestTopics topics) {
        this.topics = topics;
    }

    /** For the first test that asks, and waits until it is served. */
    void writeOnce() {
        if (!isWritten) {
            isWritten = true;
            write();
        }
    }

    /** A request of the academy's storefront. @param user null for nobody */
    static RequestSpecification ask(@Nullable String user) {
        RequestSpecification request = given().auth().preemptive().basic(TestKeys.ACADEMY_STOREFRONT_KEY, "");
        return user == null ? request : request.header(RecommendationsResource.USER, user);
    }

    /** A request of an operator about the buyer. */
    static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestKeys.OPERATOR_KEY)
                .header(RecommendationsResource.USER, BUYER);
    }

    static LeafKey leaf(PartnerId partner, String user) {
        return TestKeys.pseudonymizer().leaf(partner, Kind.USER, user);
    }

    <V extends SpecificRecord> void send(Topic<V> topic, String key, @Nullable V value) {
        topics.send(topic, key, value);
    }

    void consent(LeafKey leaf, Purpose purpose, boolean isGranted) {
        topics.send(
                TopicCatalog.PRIVACY_CONSENTS,
                leaf + "|" + purpose.wireName(),
                Records.consent(leaf, purpose, isGranted));
    }

    private void write() {
        list("academy:make-up", "course", "化妆技巧", "Make-up techniques");
        list("academy:cooking", "course", "家常菜", "Home cooking");
        list("blossom:brush", "beauty", "化妆刷", "Make-up brush");
        list("blossom:soap", "beauty", "香皂", "Soap");
        for (int i = 0; i < 12; i++) {
            person("both-" + i, "academy:make-up", "blossom:brush");
            person("both-too-" + i, "academy:cooking", "blossom:soap");
            person("soap-only-" + i, "blossom:soap");
        }
        LeafKey buyer = leaf(TestKeys.ACADEMY, BUYER);
        topics.send(
                TopicCatalog.PROFILE_STATE,
                buyer.toString(),
                Records.buyer(List.of(buyer), "c1", 41, "academy:make-up"));
        consent(buyer, Purpose.PERSONALIZATION, true);
        consent(buyer, Purpose.CROSS_PARTNER, true);
        topics.send(
                TopicCatalog.OFFERS_ACTIVE,
                "spring",
                Records.coupon("spring", "春季八折", "item.category == 'beauty-things'", 0));
        topics.send(TopicCatalog.OFFERS_ACTIVE, "broken", broken());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ask(BUYER)
                                .get("/v1/recommendations?domain=beauty")
                                .asString())
                        .contains("blossom:brush", "spring", "\"fallback\":\"none\""));
    }

    void list(String key, String domain, String title, String english) {
        topics.send(TopicCatalog.CATALOG_ITEMS, key, Records.item(key, domain, title, english, domain + "-things"));
    }

    private void person(String user, String... items) {
        List<LeafKey> leaves = List.of(items).stream()
                .map(item -> leaf(new PartnerId(item.substring(0, item.indexOf(':'))), user))
                .distinct()
                .toList();
        topics.send(TopicCatalog.PROFILE_STATE, leaves.getFirst().toString(), Records.buyer(leaves, "c1", 7, items));
    }

    private static Offer broken() {
        return Records.coupon("broken", "坏", "item.prise >", 100);
    }
}
