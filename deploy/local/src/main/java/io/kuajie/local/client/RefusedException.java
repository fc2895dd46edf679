package io.kuajie.local.client;

/** A service refused a request; the message holds what it said. */
public final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient Api.Reply reply;

    RefusedException(String message, Api.Reply reply) {
        super(message);
        this.reply = reply;
    }

    public Api.Reply reply() {
        return reply;
    }
}
