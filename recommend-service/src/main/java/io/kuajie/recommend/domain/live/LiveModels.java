package io.kuajie.recommend.domain.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The model in use and those before it. Thread-safe; readers take no lock. */
public final class LiveModels {
    private static final int KEPT = 4;

    private final Deque<LiveModel> former = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable LiveModel current;

    /** Has this run, in the thread that makes the change, whenever another model is in use than before. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** The model in use; null before the first. */
    public @Nullable LiveModel current() {
        return current;
    }

    /** Puts a model to use; requests that run go on with the former. What is too old to go back to is closed. */
    public synchronized void use(LiveModel model) {
        if (current != null) {
            former.push(current);
        }
        current = model;
        if (former.size() >= KEPT) {
            former.removeLast().close();
        }
        listeners.forEach(Runnable::run);
    }

    /** Goes back to the model before; to none after the first. What was in use is closed. @return what is in use now */
    public synchronized @Nullable LiveModel rollBack() {
        LiveModel dropped = current;
        current = former.poll();
        if (dropped != null) {
            dropped.close();
        }
        listeners.forEach(Runnable::run);
        return current;
    }

    /** The models that can be gone back to, latest first. */
    public synchronized List<LiveModel> former() {
        return List.copyOf(former);
    }
}
