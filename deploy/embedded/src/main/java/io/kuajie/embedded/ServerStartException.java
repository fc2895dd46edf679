package io.kuajie.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be started; the message says why and what to do. */
public final class ServerStartException extends RuntimeException {
    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
