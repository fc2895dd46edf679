package io.kuajie.embedded;

import java.nio.file.Path;

/** A server in a process of its own, started and ready. */
public interface Server extends AutoCloseable {
    /** Ends the process as a power cut would: nothing is written, no client is told. */
    void kill();

    /** Starts again after {@link #kill}, on the same data and ports, and waits until the server is ready. */
    void restart();

    boolean isRunning();

    /** The folder that holds data, configuration and log. */
    Path folder();

    /** Ends the process in good order; a temporary folder is deleted. */
    @Override
    void close();
}
