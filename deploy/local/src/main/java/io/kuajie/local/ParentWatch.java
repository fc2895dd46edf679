package io.kuajie.local;

import java.io.IOException;
import java.util.Arrays;

/**
 * First class of a service's process: ends the process in good order when the launcher is gone, even after a kill, and runs the
 * service's own main class. The launcher holds the other end of standard input; its end is the end of the launcher.
 *
 * <p>Stands alone, because it runs on the service's class path. Arguments: main class, then the service's arguments.
 */
final class ParentWatch extends Thread {
    private ParentWatch() {
        super("parent-watch");
        setDaemon(true);
    }

    public static void main(String[] arguments) throws Exception {
        new ParentWatch().start();
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    }

    @Override
    public void run() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            // The same: the launcher is gone.
        }
        System.exit(0);
    }
}
