package io.kuajie.recommend.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.events.PartnerAgreement;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.consent.Agreements;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.consent.Consents.Standing;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody did at the school, in the shop's lists of a domain of their own, by what the school agreed to. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AgreementsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LEARNT = "香水入门";
    private static final List<String> ALL = List.of("behavior", "category", "item");
    private static long version;

    @Nullable
    TestTopics topics;

    private Crowd crowd;
    private String user;

    /** A new customer of the shop who is known at the school too, and has done nothing there. Nothing is agreed. */
    @BeforeEach
    void newCustomer() {
        crowd = new Crowd(Objects.requireNonNull(topics));
        if (version == 0) {
            settle();
        }
        agree(List.of(), null);
        user = "ann-" + version;
        for (LeafKey leaf : List.of(school(), shop())) {
            crowd.consent(leaf, Purpose.PERSONALIZATION, true);
            crowd.consent(leaf, Purpose.CROSS_PARTNER, true);
        }
        write(1, "blossom:vial");
        awaitConsentsAndNoAgreement();
        await().atMost(PATIENCE).until(() -> list().getString("asOf").equals("1@1"));
    }

    @AfterEach
    void goBack() {
        TestClock.goAhead(Duration.ZERO);
    }

    private void awaitConsentsAndNoAgreement() {
        Consents consents = Arc.container().instance(Consents.class).get();
        Agreements agreements = Arc.container().instance(Agreements.class).get();
        await().atMost(PATIENCE)
                .until(() -> consents.standing(school(), Purpose.CROSS_PARTNER, TestClock.now()) == Standing.GRANTED
                        && consents.standing(shop(), Purpose.CROSS_PARTNER, TestClock.now()) == Standing.GRANTED
                        && !agreements.allows(TestKeys.ACADEMY, TestKeys.BLOSSOM, DataUse.BEHAVIOR, TestClock.now()));
    }

    @Test
    void event_atTheSchoolWithoutAgreement_changesNothingAtTheShop() {
        // Given
        List<Object> before = list().getList("items");

        // When
        learn();

        // Then
        JsonPath after = list();
        assertThat(after.<Object>getList("items")).isEqualTo(before);
        assertThat(after.getString("items[0].item")).isEqualTo("blossom:musk");
        assertThat(after.getString("asOf")).isEqualTo("1@2");
        assertNothingIsNamed(after);
    }

    @Test
    void event_atTheSchoolThatAgreedToEverything_movesTheListAndIsNamed() {
        // Given
        agree(ALL, null);

        // When
        write(2, "blossom:vial", "academy:scents");

        // Then
        awaitFirst("blossom:rose", "因为你购买了《香水入门》");
        JsonPath list = list();
        assertThat(list.getString("items[0].reason.code")).isEqualTo("bought-item");
        assertThat(list.<String>getList("items[0].reason.because")).containsExactly("academy:scents");
        assertThat(list.getString("asOf")).isEqualTo("0@2,1@2");
    }

    @Test
    void agreement_madeAfterTheEvent_holdsForWhatWasDoneBefore() {
        // Given
        learn();

        // When
        agree(ALL, null);

        // Then
        awaitFirst("blossom:rose", "因为你购买了《香水入门》");
    }

    @Test
    void agreement_onCategoriesAlone_namesTheCategory() {
        // Given
        learn();

        // When
        agree(List.of("behavior", "category"), null);

        // Then
        awaitFirst("blossom:rose", "因为你关注「course-things」");
        assertThat(list().prettyPrint()).doesNotContain(LEARNT, "academy:scents");
    }

    @Test
    void agreement_onBehaviorAlone_movesTheListAndNamesNothing() {
        // Given
        learn();

        // When
        agree(List.of("behavior"), null);

        // Then
        awaitFirst("blossom:rose", "符合你的喜好");
        assertNothingIsNamed(list());
    }

    @Test
    void agreement_withdrawn_isAsIfThereHadBeenNone() {
        // Given
        List<Object> before = list().getList("items");
        learn();
        agree(ALL, null);
        awaitFirst("blossom:rose", "因为你购买了《香水入门》");

        // When
        agree(List.of(), null);

        // Then
        await().atMost(PATIENCE).until(() -> list().getList("items").equals(before));
        assertNothingIsNamed(list());
    }

    @Test
    void agreement_expired_isAsIfThereHadBeenNone() {
        // Given
        List<Object> before = list().getList("items");
        learn();
        agree(ALL, TestClock.now().plus(Duration.ofHours(1)));
        awaitFirst("blossom:rose", "因为你购买了《香水入门》");

        // When
        TestClock.goAhead(Duration.ofHours(1));

        // Then
        assertThat(list().<Object>getList("items")).isEqualTo(before);
        assertNothingIsNamed(list());
    }

    @Test
    void agreement_ofALaterVersionOfThePlatform_allowsNothingThatIsUnknownHere() {
        // Given
        List<Object> before = list().getList("items");
        learn();
        agree(List.of("behavior", "address"), null);
        awaitFirst("blossom:rose", "符合你的喜好");

        // When
        crowd.send(
                TopicCatalog.PARTNER_AGREEMENTS,
                "unknown-purpose",
                PartnerAgreement.newBuilder(agreement(ALL, null))
                        .setPurpose("adverts")
                        .build());

        // Then
        await().atMost(PATIENCE).until(() -> list().getList("items").equals(before));
        assertNothingIsNamed(list());
    }

    private void settle() {
        crowd.send(
                TopicCatalog.CATALOG_ITEMS,
                "academy:scents",
                Records.item("academy:scents", "course", LEARNT, "Scents", "course-things"));
        for (String item : List.of("rose", "musk", "vial")) {
            String key = "blossom:" + item;
            crowd.send(TopicCatalog.CATALOG_ITEMS, key, Records.item(key, "scent", item, item, "scents"));
        }
        for (int i = 0; i < 12; i++) {
            LeafKey both = Crowd.leaf(TestKeys.ACADEMY, "scented-" + i);
            LeafKey bothToo = Crowd.leaf(TestKeys.BLOSSOM, "scented-" + i);
            buyer(List.of(both, bothToo), 1, "academy:scents", "blossom:rose");
            buyer(List.of(Crowd.leaf(TestKeys.BLOSSOM, "musk-" + i)), 1, "blossom:musk");
            buyer(List.of(Crowd.leaf(TestKeys.BLOSSOM, "musk-too-" + i)), 1, "blossom:musk");
        }
    }

    /** Takes the course, and waits until the service has read of it. */
    private void learn() {
        write(2, "blossom:vial", "academy:scents");
        await().atMost(PATIENCE).until(() -> list().getString("asOf").endsWith("1@2"));
    }

    private void write(long offset, String... items) {
        buyer(List.of(school(), shop()), offset, items);
    }

    private void buyer(List<LeafKey> leaves, long offset, String... items) {
        crowd.send(
                TopicCatalog.PROFILE_STATE, leaves.getFirst().toString(), Records.buyer(leaves, "c9", offset, items));
    }

    private LeafKey school() {
        return Crowd.leaf(TestKeys.ACADEMY, user);
    }

    private LeafKey shop() {
        return Crowd.leaf(TestKeys.BLOSSOM, user);
    }

    private void agree(List<String> uses, @Nullable Instant validUntil) {
        PartnerAgreement agreement = agreement(uses, validUntil);
        crowd.send(TopicCatalog.PARTNER_AGREEMENTS, "academy>blossom>" + agreement.getVersion(), agreement);
    }

    private static PartnerAgreement agreement(List<String> uses, @Nullable Instant validUntil) {
        return PartnerAgreement.newBuilder()
                .setSource("academy")
                .setTarget("blossom")
                .setVersion(++version)
                .setUses(uses)
                .setPurpose("recommendations")
                .setValidFrom(Instant.EPOCH)
                .setValidUntil(validUntil)
                .setAgreedAt(TestClock.now())
                .build();
    }

    private void awaitFirst(String item, String reason) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath list = list();
            assertThat(list.getString("items[0].item")).isEqualTo(item);
            assertThat(list.getString("items[0].reason.text")).isEqualTo(reason);
        });
    }

    private JsonPath list() {
        return given().auth()
                .preemptive()
                .basic(TestKeys.BLOSSOM_STOREFRONT_KEY, "")
                .header(RecommendationsResource.USER, user)
                .get("/v1/recommendations?domain=scent&count=2")
                .jsonPath();
    }

    private static void assertNothingIsNamed(JsonPath list) {
        assertThat(list.prettyPrint()).doesNotContain(LEARNT, "academy:scents", "course-things");
    }
}
