package io.kuajie.local.terminal;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A progress bar with the rate and the time that is left; closing it leaves one line with the total. */
public final class Bar implements AutoCloseable {
    private static final int CELLS = 24;
    private static final long REFRESH_NANOS = 200_000_000L;
    private static final long LOG_REFRESH_NANOS = 5_000_000_000L;

    private final Screen screen;
    private final String label;
    private final String unit;
    private final long total;
    private final LongSupplier nanoTime;
    private final long started;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong shownAt;

    /** @param total what there is to do; 0 if nobody knows */
    public Bar(Screen screen, String label, String unit, long total) {
        this(screen, label, unit, total, System::nanoTime);
    }

    Bar(Screen screen, String label, String unit, long total, LongSupplier nanoTime) {
        this.screen = screen;
        this.label = label;
        this.unit = unit;
        this.total = total;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.shownAt = new AtomicLong(started);
    }

    public void add(long more) {
        done.addAndGet(more);
        refresh();
    }

    /** How much is done by now. */
    public void set(long now) {
        done.set(now);
        refresh();
    }

    private void refresh() {
        long time = nanoTime.getAsLong();
        long last = shownAt.get();
        long pause = screen.isInteractive() ? REFRESH_NANOS : LOG_REFRESH_NANOS;
        if (time - last >= pause && shownAt.compareAndSet(last, time)) {
            screen.status(text());
        }
    }

    public double seconds() {
        return (nanoTime.getAsLong() - started) / 1e9;
    }

    /** The bar as it stands. */
    String text() {
        long now = done.get();
        double rate = now / Math.max(seconds(), 1e-3);
        String count = String.format(Locale.ROOT, "%,d", now);
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %s %s, %,.0f/s", label, count, unit, rate);
        }
        int filled = (int) Math.min(CELLS, CELLS * now / total);
        double left = rate > 0 ? (total - now) / rate : 0;
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %s of %,d %s, %,.0f/s, %.0f s left",
                label,
                "#".repeat(filled),
                ".".repeat(CELLS - filled),
                count,
                total,
                unit,
                rate,
                Math.max(0, left));
    }

    @Override
    public void close() {
        screen.status("");
        long now = done.get();
        screen.line(String.format(
                Locale.ROOT,
                "%s: %,d %s in %.1f s (%,.0f/s)",
                label,
                now,
                unit,
                seconds(),
                now / Math.max(seconds(), 1e-3)));
    }
}
