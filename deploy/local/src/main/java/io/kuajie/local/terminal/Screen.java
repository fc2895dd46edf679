package io.kuajie.local.terminal;

import java.io.PrintStream;

/**
 * Where a person reads. On a terminal one status line is rewritten in place below what has been printed; elsewhere, as in a log
 * file, a status is a line of its own.
 */
public final class Screen {
    private static final int LEAST_COLUMNS = 40;

    private final PrintStream out;
    private final boolean interactive;
    private final int columns;
    private String status = "";

    /** @param interactive whether it is a terminal, which can rewrite a line */
    public Screen(PrintStream out, boolean interactive, int columns) {
        this.out = out;
        this.interactive = interactive;
        this.columns = Math.max(LEAST_COLUMNS, columns);
    }

    public boolean isInteractive() {
        return interactive;
    }

    public int columns() {
        return columns;
    }

    /** Prints a line; a status line moves below it. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        show();
        out.flush();
    }

    public void line() {
        line("");
    }

    /** Sets the status line. @param text empty for none */
    synchronized void status(String text) {
        if (!interactive) {
            if (!text.isEmpty()) {
                out.println(text);
                out.flush();
            }
            return;
        }
        erase();
        status = text;
        show();
        out.flush();
    }

    private void erase() {
        if (!status.isEmpty()) {
            out.print("\r\033[K");
        }
    }

    private void show() {
        if (!status.isEmpty()) {
            out.print(DisplayWidth.fit(status, columns - 1).stripTrailing());
        }
    }
}
