package io.kuajie.local.terminal;

import io.kuajie.embedded.Progress;
import java.time.Duration;

/** A status line that says what is being done and since when; closing it removes the line. */
public final class StatusLine implements Progress, AutoCloseable {
    private static final Duration REFRESH = Duration.ofMillis(250);

    private final Screen screen;
    private final long started = System.nanoTime();
    private final Thread clock;
    private volatile String doing = "";

    public StatusLine(Screen screen) {
        this.screen = screen;
        this.clock = Thread.ofVirtual().unstarted(this::tick);
        if (screen.isInteractive()) {
            clock.start();
        }
    }

    @Override
    public void report(String sentence) {
        if (!sentence.equals(doing)) {
            doing = sentence;
            show();
        }
    }

    /** Seconds since the line was made. */
    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    @Override
    public void close() {
        clock.interrupt();
        doing = "";
        screen.status("");
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(REFRESH);
                if (!doing.isEmpty()) {
                    show();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        screen.status("%6.1f s  %s".formatted(seconds(), doing));
    }
}
