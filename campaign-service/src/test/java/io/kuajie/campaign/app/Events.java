package io.kuajie.campaign.app;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.Action;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What recommend-service and ingest-service would write. */
record Events(TestTopics topics) {
    private static final AtomicLong NEXT_OFFSET = new AtomicLong();
    private static final String LEAF = "academy:pseudonym-of-a-learner";

    /** A position of behavior.raw that no event had before. */
    static Position position() {
        return new Position(0, NEXT_OFFSET.getAndIncrement());
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A list answered to the academy that carried the campaign's offer at this item, and another item without offer. */
    void served(String requestId, String campaign, String item, Instant at) {
        topics.send(
                TopicCatalog.RECOMMEND_SERVED,
                LEAF,
                Served.newBuilder()
                        .setRequestId(requestId)
                        .setServedAt(at)
                        .setPartner("academy")
                        .setLeaf(LEAF)
                        .setPerson(LEAF)
                        .setItems(List.of(
                                place(item, campaign),
                                place("blossom:second", campaign),
                                place("blossom:without-offer", null)))
                        .setModel("test")
                        .setFallback("none")
                        .setTookMicros(1)
                        .build());
    }

    void clean(
            Position position,
            Action action,
            String requestId,
            @Nullable String item,
            @Nullable Amount amount,
            Instant at) {
        clean(LEAF, position, action, requestId, item, amount, at);
    }

    void clean(
            String leaf,
            Position position,
            Action action,
            String requestId,
            @Nullable String item,
            @Nullable Amount amount,
            Instant at) {
        topics.send(
                TopicCatalog.BEHAVIOR_CLEAN,
                leaf,
                Behavior.newBuilder()
                        .setPartner(leaf.substring(0, leaf.indexOf(':')))
                        .setLeaf(leaf)
                        .setMessageId("m" + position.getOffset())
                        .setType("track")
                        .setAction(action.name())
                        .setDomain("course")
                        .setOccurredAt(at)
                        .setReceivedAt(at)
                        .setItem(item)
                        .setAmount(amount)
                        .setRequestId(requestId)
                        .setOrigin(new Origin("http", null, null))
                        .setPosition(position)
                        .setWeight(1.0)
                        .build());
    }

    private static ServedItem place(String item, @Nullable String campaign) {
        return ServedItem.newBuilder()
                .setItem(item)
                .setScore(0.5)
                .setReason("test")
                .setCampaign(campaign)
                .build();
    }
}
