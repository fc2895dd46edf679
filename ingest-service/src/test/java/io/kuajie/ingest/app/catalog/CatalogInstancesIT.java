package io.kuajie.ingest.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.Domain;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two instances change one item in turns, one of them by a clock that is behind. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class CatalogInstancesIT {
    private static final int TURNS = 30;
    private static final Sender SENDER = new Sender(TestKeys.ACADEMY, new Domain("course"));

    private final ObjectMapper json = bean(ObjectMapper.class);
    private final String id = UUID.randomUUID().toString();

    @Test
    void patches_ofOneItemAtTwoInstancesInTurns_allHold() throws IOException {
        // Given
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> RestAssured.given().get("/q/health/ready").then().statusCode(200));
        Catalog behind = new Catalog(bean(Delivery.class), bean(Platform.class), new FollowerHealth());
        behind.start(new StartupEvent());
        try {
            CatalogEdits here = edits(bean(Catalog.class), bean(Clock.class));
            CatalogEdits there = edits(behind, Clock.offset(bean(Clock.class), Duration.ofHours(-1)));
            valid(here.put(SENDER, id, json.readTree("{\"title\":\"Java\",\"stock\":0}")));
            for (int turn = 1; turn <= TURNS; turn++) {
                // When
                CatalogItem ofThere =
                        patch(there, "{\"price\":{\"minorUnits\":%d,\"currency\":\"CNY\"}}".formatted(turn));
                CatalogItem ofHere = patch(here, "{\"stock\":%d}".formatted(turn));
                // Then
                assertThat(ofThere.getStock()).isEqualTo(turn - 1);
                assertThat(ofHere.getStock()).isEqualTo(turn);
                assertThat(ofHere.getPrice().getMinorUnits()).isEqualTo(turn);
            }
        } finally {
            behind.close();
        }
    }

    @Test
    void items_thatAreNotValid_areToldSoWhileTheCatalogueCanNotBeRead() throws IOException {
        // Given: it was never begun to be read, so asking how far it goes would fail
        CatalogEdits edits =
                edits(new Catalog(bean(Delivery.class), bean(Platform.class), new FollowerHealth()), bean(Clock.class));
        // When
        Form<CatalogItem> one = edits.put(SENDER, id, json.readTree("{}"));
        CatalogEdits.BatchReport several = edits.putAll(SENDER, json.readTree("[{\"id\":\"%s\"}]".formatted(id)));
        // Then
        assertThat(one).isInstanceOf(Form.Invalid.class);
        assertThat(several.items()).extracting(CatalogEdits.Rejected::id).containsExactly(id);
    }

    private CatalogItem patch(CatalogEdits edits, String patch) throws IOException {
        return valid(edits.patch(SENDER, id, json.readTree(patch), ""));
    }

    private CatalogEdits edits(Catalog catalog, Clock clock) {
        return new CatalogEdits(catalog, bean(Normalisation.class), json, clock);
    }

    private static CatalogItem valid(Form<CatalogItem> form) {
        assertThat(form).isInstanceOf(Form.Valid.class);
        return ((Form.Valid<CatalogItem>) form).value();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
