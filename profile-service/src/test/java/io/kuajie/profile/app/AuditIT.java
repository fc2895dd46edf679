package io.kuajie.profile.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.kuajie.edge.audit.Subject;
import io.kuajie.events.AuditedAccess;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who saw whom is told to audit.accesses. */
@QuarkusTest
@TestProfile(ServiceInProcess.QuickFits.class)
@QuarkusTestResource(PlatformResource.class)
class AuditIT extends ServiceInProcess {
    private static final String EXPORT = "/v1/profiles/{person}/export";

    @Test
    void export_byAnOperator_isRecordedWithTheHashOfThePersonAndNeverTheName() {
        // Given
        LeafKey leaf = leaf(TestKeys.ACADEMY, "audited");
        awaitProfile(leaf.toString(), send(leaf, Action.BROWSE, "english"));
        Instant before = Instant.now();

        // When
        as(TestKeys.OPERATOR_KEY).get(EXPORT, leaf.toString()).then().statusCode(200);

        // Then
        AuditedAccess access = awaitOf(leaf, EXPORT, 200);
        assertThat(access.getService()).isEqualTo("profile-service");
        assertThat(access.getCaller())
                .isEqualTo("key:" + TestKeys.digest(TestKeys.OPERATOR_KEY).substring(0, 12));
        assertThat(access.getRole()).isEqualTo("admin");
        assertThat(access.getPartner()).isNull();
        assertThat(access.getMethod()).isEqualTo("GET");
        assertThat(access.getAt())
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(audited().toString()).doesNotContain(leaf.pseudonym(), TestKeys.OPERATOR_KEY);
        given().get("/q/metrics").then().body(containsString("kuajie_audit_lost_total{reason=\"unwritten\"} 0"));
    }

    @Test
    void accesses_thatAreRefused_areRecordedWithWhoAskedAsFarAsThatIsKnown() {
        // Given
        LeafKey leaf = leaf(TestKeys.ACADEMY, "refused");

        // When
        as(TestKeys.ACADEMY_WRITE_KEY).get(EXPORT, leaf.toString()).then().statusCode(403);
        given().get(EXPORT, leaf.toString()).then().statusCode(401);
        as("no-such-key").get("/v1/profiles/{person}", leaf.toString()).then().statusCode(401);

        // Then
        AuditedAccess forbidden = awaitOf(leaf, EXPORT, 403);
        assertThat(forbidden.getPartner()).isEqualTo("academy");
        assertThat(forbidden.getRole()).isEqualTo("writer");
        AuditedAccess unknown = awaitOf(leaf, EXPORT, 401);
        assertThat(unknown.getCaller()).isNull();
        assertThat(unknown.getRole()).isNull();
        assertThat(awaitOf(leaf, "/v1/profiles/{person}", 401).getCaller()).isNull();
    }

    @Test
    void accesses_byAPartnerToItsOwnPeople_areNotRecorded_thoseByAnOperatorAre() {
        // Given
        LeafKey leaf = leaf(TestKeys.BLOSSOM, "unaudited");
        awaitProfile(leaf.toString(), send(leaf, Action.BROWSE, "english"));

        // When
        lookup(TestKeys.BLOSSOM_STOREFRONT_KEY, "unaudited").then().statusCode(200);
        as(TestKeys.BLOSSOM_STOREFRONT_KEY)
                .get("/v1/profiles/{person}", leaf.toString())
                .then()
                .statusCode(200);
        as(TestKeys.OPERATOR_KEY)
                .get("/v1/profiles/{person}/portrait", leaf.toString())
                .then()
                .statusCode(200);

        as(TestKeys.OPERATOR_KEY).get("/v1/nothing").then().statusCode(404);

        // Then: records come in the order of the calls
        awaitOf(leaf, "/v1/profiles/{person}/portrait", 200);
        assertThat(audited())
                .filteredOn(access -> Subject.of(leaf.toString()).equals(access.getSubject()))
                .extracting(AuditedAccess::getRole)
                .containsExactly("admin");
        assertThat(audited()).extracting(AuditedAccess::getRoute).doesNotContain("/v1/profiles:lookup");
    }

    private AuditedAccess awaitOf(LeafKey person, String route, int status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> audited().stream()
                                .filter(access -> Subject.of(person.toString()).equals(access.getSubject())
                                        && access.getRoute().equals(route)
                                        && access.getStatus() == status)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<AuditedAccess> audited() {
        return topics().readAll(TopicCatalog.AUDIT_ACCESSES).stream()
                .map(Received::requireValue)
                .toList();
    }
}
