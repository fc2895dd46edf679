package io.kuajie.campaign.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.campaign.app.effects.Effects;
import io.kuajie.campaign.app.effects.Reports;
import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.effect.RequestId;
import io.kuajie.campaign.domain.effect.ServedOffer;
import io.kuajie.campaign.domain.effect.Touch;
import io.kuajie.events.Position;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class EffectRaceIT {
    private static final int ROUNDS = 300;
    private static final ItemKey ITEM = ItemKey.parse("blossom:cream");
    private static final LeafKey LEAF = LeafKey.parse("academy:learner");

    private final Effects effects;
    private final Reports reports;
    private final Database database;

    EffectRaceIT(Effects effects, Reports reports, Database database) {
        this.effects = effects;
        this.reports = reports;
        this.database = database;
    }

    @Test
    void listAndEvent_arrivingAtOneMoment_alwaysMeet() throws Exception {
        // Given
        CampaignId campaign = new CampaignId(CampaignApi.running());
        Instant now = Events.now();
        CyclicBarrier together = new CyclicBarrier(2);

        // When
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            both.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    together.await();
                    List<ServedOffer> served =
                            List.of(new ServedOffer(request(round), campaign, ITEM, TestKeys.ACADEMY, null, null, now));
                    database.transaction(connection -> {
                        effects.addServed(connection, served);
                        return true;
                    });
                }
                return true;
            }));
            both.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    together.await();
                    List<Touch> touches =
                            List.of(new Touch(position(), request(round), Action.CLICK, LEAF, ITEM, null, now));
                    database.transaction(connection -> {
                        effects.addTouches(connection, touches);
                        return true;
                    });
                }
                return true;
            }));
            awaitAll(both);
        }

        // Then
        assertThat(reports.of(campaign).served()).isEqualTo(ROUNDS);
        assertThat(reports.of(campaign).clicks()).isEqualTo(ROUNDS);
    }

    private static RequestId request(int round) {
        return new RequestId("race-" + round);
    }

    private static SourcePosition position() {
        Position position = Events.position();
        return new SourcePosition(position.getPartition(), position.getOffset());
    }

    private static void awaitAll(List<Future<?>> futures) throws InterruptedException, ExecutionException {
        for (Future<?> future : futures) {
            future.get();
        }
    }
}
