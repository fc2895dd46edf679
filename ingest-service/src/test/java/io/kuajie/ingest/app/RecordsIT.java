package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.kuajie.events.CatalogItem;
import io.kuajie.events.Link;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.kernel.Purpose;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** What partners tell beside events: items, consents, demands and links. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class RecordsIT extends DoorInProcess {
    @Test
    void catalogue_putBatchGetAndWithdraw_arriveInTheTopic() {
        // When
        blossom()
                .body("{\"title\":\"柔雾口红\",\"price\":{\"minorUnits\":12900,\"currency\":\"CNY\"},\"tags\":[\"red\"]}")
                .put("/v1/catalog/items/lip-1")
                .then()
                .statusCode(200)
                .body("price.minorUnits", equalTo(12_900));
        blossom()
                .body("{\"items\":[{\"id\":\"mask/2\",\"title\":\"Sheet mask\",\"titles\":{\"zh-CN\":\"面膜\"}}]}")
                .post("/v1/catalog/items:batch")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        blossom().get("/v1/catalog/items/mask/2").then().statusCode(200).body("title", equalTo("Sheet mask"));
        blossom().delete("/v1/catalog/items/lip-1").then().statusCode(204);
        // Then
        Set<String> keys = Set.of("blossom:lip-1", "blossom:mask/2");
        List<CatalogItem> items = values(awaitOf(TopicCatalog.CATALOG_ITEMS, keys, 3));
        assertThat(items)
                .extracting(CatalogItem::getItem)
                .containsExactly("blossom:lip-1", "blossom:mask/2", "blossom:lip-1");
        assertThat(items.getLast().getWithdrawn()).isTrue();
        assertThat(items.getLast().getTitle()).isEqualTo("柔雾口红");
        academy().get("/v1/catalog/items/lip-1").then().statusCode(404);
        blossom()
                .body("{\"price\":{\"minorUnits\":1.5}}")
                .put("/v1/catalog/items/x")
                .then()
                .statusCode(400)
                .body("errors.field", Matchers.hasItems("title", "price.minorUnits"));
    }

    @Test
    void consent_byPurpose_isKeyedByLeafAndPurpose() {
        // When
        academy()
                .body(
                        "{\"userId\":\"u-consent\",\"purposes\":{\"personalization\":\"GRANTED\",\"cross_partner\":\"DENIED\"},"
                                + "\"policy\":\"2026-01\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}")
                .post("/v1/privacy/consents")
                .then()
                .statusCode(200)
                .body("purposes.cross_partner", equalTo("DENIED"));
        // Then
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.ACADEMY, Kind.USER, "u-consent")
                .toString();
        Set<String> keys = Set.of(leaf + "|personalization", leaf + "|cross_partner");
        assertThat(awaitOf(TopicCatalog.PRIVACY_CONSENTS, keys, 2))
                .extracting(Received::key)
                .containsExactlyInAnyOrderElementsOf(keys);
        academy()
                .body("{\"userId\":\"u\",\"purposes\":{\"fun\":\"GRANTED\"}}")
                .post("/v1/privacy/consents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("purposes.fun"));
    }

    @Test
    void consents_ofSeveralPeople_areAllRecorded() {
        // When
        Response response = blossom().body("""
                {"consents":[{"userId":"bulk-1","purposes":{"marketing":"GRANTED"}},
                 {"anonymousId":"bulk-2","purposes":{"marketing":"DENIED","analytics":"GRANTED"}}]}""").post("/v1/privacy/consents:batch");
        // Then
        response.then().statusCode(200).body("accepted", equalTo(2));
        String first = TestKeys.pseudonymizer()
                .leaf(TestKeys.BLOSSOM, Kind.USER, "bulk-1")
                .toString();
        String second = TestKeys.pseudonymizer()
                .leaf(TestKeys.BLOSSOM, Kind.ANONYMOUS, "bulk-2")
                .toString();
        Set<String> keys = Set.of(first + "|marketing", second + "|marketing", second + "|analytics");
        assertThat(awaitOf(TopicCatalog.PRIVACY_CONSENTS, keys, 3))
                .extracting(Received::key)
                .containsExactlyInAnyOrderElementsOf(keys);
        blossom()
                .body("{\"consents\":[{\"userId\":\"x\",\"purposes\":{\"fun\":\"GRANTED\"}}]}")
                .post("/v1/privacy/consents:batch")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("consents[0].purposes.fun"));
    }

    @Test
    void erasure_demanded_isKeyedByLeaf() {
        // When
        Response response =
                academy().body("{\"userId\":\"u-erase\",\"kind\":\"erasure\"}").post("/v1/privacy/requests");
        // Then
        response.then().statusCode(202).body("leaf", startsWith("academy:"));
        String leaf = response.jsonPath().getString("leaf");
        topics.awaitUntil(
                TopicCatalog.PRIVACY_ERASURES, received -> received.stream().anyMatch(r -> leaf.equals(r.key())));
        // What the person said about consent is kept by pseudonym too.
        Set<String> kept = Stream.of(Purpose.values())
                .map(purpose -> leaf + "|" + purpose.wireName())
                .flatMap(key -> Stream.of(key, key + "|carried"))
                .collect(Collectors.toSet());
        topics.awaitUntil(
                TopicCatalog.PRIVACY_CONSENTS,
                received -> received.stream()
                        .filter(r -> r.value() == null)
                        .map(Received::key)
                        .collect(Collectors.toSet())
                        .containsAll(kept));
    }

    @Test
    void link_saidByBothAndTakenBack_hasOneAliasAndGrowingVersions() {
        // When
        academy()
                .body("{\"userId\":\"a\",\"sameAs\":{\"partner\":\"blossom\",\"userId\":\"b\"}}")
                .post("/v1/identity/links")
                .then()
                .statusCode(200);
        blossom()
                .body("{\"links\":[{\"userId\":\"b\",\"sameAs\":{\"partner\":\"academy\",\"userId\":\"a\"}}]}")
                .post("/v1/identity/links")
                .then()
                .statusCode(200);
        blossom()
                .body("{\"userId\":\"b\",\"sameAs\":{\"partner\":\"academy\",\"userId\":\"a\"}}")
                .post("/v1/identity/links:remove")
                .then()
                .statusCode(200);
        // Then
        Set<String> keys = Set.of(
                TestKeys.pseudonymizer().leaf(TestKeys.ACADEMY, Kind.USER, "a").toString(),
                TestKeys.pseudonymizer().leaf(TestKeys.BLOSSOM, Kind.USER, "b").toString());
        List<Link> links = values(awaitOf(TopicCatalog.IDENTITY_LINKS, keys, 2));
        assertThat(links)
                .extracting(Link::getAlias)
                .containsOnly(links.getFirst().getAlias());
        assertThat(links.getFirst().getAlias()).isGreaterThan(links.getFirst().getPerson());
        assertThat(links.getLast().getPerson()).isNull();
        assertThat(links).extracting(Link::getVersion).isSorted().doesNotHaveDuplicates();
    }
}
