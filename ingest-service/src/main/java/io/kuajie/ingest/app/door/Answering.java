package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.delivery.Dispatch;
import io.kuajie.ingest.app.delivery.Receipt;

/** What is under way for a request, and what to do when it is done. */
record Answering(Dispatch dispatch, AckDeadlines deadlines, Runnable onDelivered) {
    /** Answers when the broker has acknowledged, or when it has not in time. */
    void reply(Replies replies) {
        deadlines.watch(dispatch);
        dispatch.done().whenComplete((receipt, failure) -> replies.inTurn(() -> finish(replies, receipt, failure)));
    }

    private void finish(
            Replies replies,
            @org.jspecify.annotations.Nullable Receipt receipt,
            @org.jspecify.annotations.Nullable Throwable failure) {
        if (receipt == null) {
            replies.unacknowledged(failure);
            return;
        }
        onDelivered.run();
        replies.success(receipt);
    }
}
