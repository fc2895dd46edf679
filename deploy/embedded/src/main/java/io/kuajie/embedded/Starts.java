package io.kuajie.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Servers that start side by side: all of them come up, or none is left running. */
final class Starts {
    private final List<Runnable> closings = new ArrayList<>();

    /** Begins one start, on a thread of its own. @param close undoes it */
    <S> CompletableFuture<S> begin(Supplier<S> start, Consumer<S> close) {
        CompletableFuture<S> started =
                CompletableFuture.supplyAsync(start, task -> Thread.ofPlatform().start(task));
        closings.add(
                () -> started.thenAccept(close).exceptionally(failure -> null).join());
        return started;
    }

    /**
     * What the starts make together.
     *
     * @param joined waits for each of them
     * @throws ServerStartException the reason of the first that failed; what had started is closed
     */
    <T> T all(Supplier<T> joined) {
        try {
            return joined.get();
        } catch (CompletionException e) {
            closings.forEach(Runnable::run);
            throw e.getCause() instanceof ServerStartException reason ? reason : e;
        }
    }
}
