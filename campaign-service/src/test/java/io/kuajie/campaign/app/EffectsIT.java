package io.kuajie.campaign.app;

import static io.kuajie.campaign.app.CampaignApi.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.events.Amount;
import io.kuajie.events.Outcome;
import io.kuajie.events.Position;
import io.kuajie.kernel.Action;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@SuppressWarnings("NullAway.Init") // The platform resource fills the field in.
class EffectsIT {
    private static final String ITEM = "blossom:cream";

    private final DataSource database;
    private final String request = UUID.randomUUID().toString();
    private final Instant now = Events.now();
    TestTopics topics;
    private Events events;
    private String campaign;

    EffectsIT(DataSource database) {
        this.database = database;
    }

    @BeforeEach
    void runCampaign() {
        events = new Events(topics);
        campaign = CampaignApi.running();
    }

    @Test
    void events_afterTheirList_areCounted() {
        // Given
        events.served(request, campaign, ITEM, now);

        // When
        funnel();

        // Then
        awaitFunnel();
    }

    @Test
    void events_beforeTheirList_areCounted() {
        // Given
        funnel();

        // When
        events.served(request, campaign, ITEM, now);

        // Then
        awaitFunnel();
    }

    @Test
    void outcomes_counted_areTold() {
        // Given
        events.served(request, campaign, ITEM, now);

        // When
        Position position = Events.position();
        events.clean(position, Action.BUY, request, ITEM, new Amount(19_900L, "CNY"), now);

        // Then
        List<Outcome> told = topics
                .awaitUntil(
                        TopicCatalog.CAMPAIGN_OUTCOMES,
                        records -> records.stream()
                                .anyMatch(record ->
                                        record.requireValue().getCampaign().equals(campaign)))
                .stream()
                .map(record -> record.requireValue())
                .filter(outcome -> outcome.getCampaign().equals(campaign))
                .toList();
        assertThat(told).singleElement().satisfies(outcome -> {
            assertThat(outcome.getKind()).isEqualTo("order");
            assertThat(outcome.getPosition()).isEqualTo(position);
            assertThat(outcome.getAmount().getMinorUnits()).isEqualTo(19_900);
        });
    }

    @Test
    void event_repeatedAtItsPosition_isCountedOnce() {
        // Given
        events.served(request, campaign, ITEM, now);
        events.served(request, campaign, ITEM, now);
        Position position = Events.position();

        // When
        for (int i = 0; i < 3; i++) {
            events.clean(position, Action.BUY, request, ITEM, new Amount(100L, "CNY"), now);
        }
        events.clean(Events.position(), Action.CLICK, request, ITEM, null, now);

        // Then
        awaitReport("served", 1);
        awaitReport("clicks", 1);
        awaitReport("orders", 1);
        awaitReport("revenue[0].minorUnits", 100);
    }

    @Test
    void topics_readAgainFromTheirBeginning_changeNoCount() throws SQLException {
        // Given
        events.served(request, campaign, ITEM, now);
        funnel();
        awaitFunnel();

        // When
        execute("update consumer_position set next_offset = 0");
        events.clean(Events.position(), Action.CLICK, request, ITEM, null, now);
        events.served(UUID.randomUUID().toString(), campaign, ITEM, now);

        // Then
        awaitReport("served", 2);
        awaitReport("clicks", 3);
        awaitReport("exposures", 2);
        awaitReport("orders", 1);
        awaitReport("revenue[0].minorUnits", 15_000);
        assertThat(number("select count(*) from outcome where campaign_id = '" + campaign + "'"))
                .isEqualTo(number(
                        "select sum(count) from tally where measure <> 'served' and campaign_id = '" + campaign + "'"));
    }

    @Test
    void events_thatDoNotAnswerTheOffer_areNotCounted() {
        // Given
        events.served(request, campaign, ITEM, now);

        // When
        events.clean(Events.position(), Action.BUY, request, "blossom:without-offer", null, now);
        events.clean(Events.position(), Action.BUY, request, null, null, now);
        events.clean(Events.position(), Action.CART, request, ITEM, null, now);
        events.clean(Events.position(), Action.BUY, "another request", ITEM, null, now);
        events.clean(Events.position(), Action.BUY, request, ITEM, null, now.plus(Duration.ofDays(7)));
        events.clean("elsewhere:somebody", Events.position(), Action.BUY, request, ITEM, null, now);
        events.clean(Events.position(), Action.EXPOSURE, request, null, null, now);

        // Then
        awaitReport("exposures", 1);
        awaitReport("orders", 0);
        awaitReport("clicks", 0);
    }

    @Test
    void record_thatNobodyCanRead_isPassed() {
        // Given
        topics.sendBytes(TopicCatalog.BEHAVIOR_CLEAN, "academy:x", new byte[] {7, 7, 7});
        events.clean(Events.position(), Action.BUY, request, "no key of an item", null, now);
        events.clean(Events.position(), Action.BUY, request, ITEM, null, Instant.ofEpochMilli(Long.MAX_VALUE));
        events.served(request, campaign, ITEM, now);

        // When
        events.clean(Events.position(), Action.CLICK, request, ITEM, null, now);

        // Then
        awaitReport("clicks", 1);
        awaitReport("orders", 0);
    }

    /** Two exposures, two clicks, an order and a part of it refunded. */
    private void funnel() {
        events.clean(Events.position(), Action.EXPOSURE, request, null, null, now);
        events.clean(Events.position(), Action.EXPOSURE, request, ITEM, null, now);
        events.clean(Events.position(), Action.CLICK, request, ITEM, null, now);
        events.clean(Events.position(), Action.BROWSE, request, ITEM, null, now);
        events.clean(Events.position(), Action.BUY, request, ITEM, new Amount(19_900L, "CNY"), now);
        events.clean(Events.position(), Action.REFUND, request, ITEM, new Amount(4_900L, "CNY"), now);
    }

    private void awaitFunnel() {
        awaitReport("served", 1);
        awaitReport("exposures", 2);
        awaitReport("clicks", 2);
        awaitReport("orders", 1);
        awaitReport("refunds", 1);
        awaitReport("revenue[0].minorUnits", 15_000);
        OPERATOR.get("/" + campaign + "/report")
                .then()
                .body("ctr", equalTo(1.0f))
                .body("conversion", equalTo(0.5f))
                .body("revenue[0].currency", equalTo("CNY"));
    }

    private void awaitReport(String field, int value) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> OPERATOR.get("/" + campaign + "/report").<Integer>path(field), equalTo(value));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
