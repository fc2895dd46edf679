package io.kuajie.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private final AtomicInteger collections = new AtomicInteger();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> collected = new CompletableFuture<>();
    private final Settling settling = new Settling(() -> {
        collections.incrementAndGet();
        collected.join();
    });

    @Test
    void done_manyRecordsWereTakenIn_onlyWhenTheirGarbageIsCollected() {
        // Given
        settling.after(caughtUp, () -> Settling.WORTH_COLLECTING + 1);
        assertThat(settling.isDone()).isFalse();

        // When
        caughtUp.complete(null);

        // Then
        await().until(() -> collections.get() == 1);
        assertThat(settling.isDone()).isFalse();
        collected.complete(null);
        await().until(settling::isDone);
        assertThat(collections).hasValue(1);
    }

    @Test
    void done_fewRecordsWereTakenIn_withoutACollection() {
        // Given
        settling.after(caughtUp, () -> Settling.WORTH_COLLECTING);

        // When
        caughtUp.complete(null);

        // Then
        await().until(settling::isDone);
        assertThat(collections).hasValue(0);
    }

    @Test
    void done_collectingFails_allTheSame() {
        // Given
        Settling failing = new Settling(
                () -> {
                    throw new IllegalStateException("no");
                },
                Runnable::run);
        failing.after(caughtUp, () -> Settling.WORTH_COLLECTING + 1);

        // When
        caughtUp.complete(null);

        // Then
        assertThat(failing.isDone()).isTrue();
    }

    @Test
    void done_somethingCouldNotBeRead_never() {
        // Given
        Settling atOnce = new Settling(() -> {}, Runnable::run);
        atOnce.after(caughtUp, () -> 0);

        // When
        caughtUp.completeExceptionally(new IllegalStateException("gone"));

        // Then
        assertThat(atOnce.isDone()).isFalse();
    }
}
