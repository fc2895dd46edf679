package io.kuajie.campaign.app.outbox;

/** The service is still starting; another try will succeed. */
public final class NotReadyException extends RuntimeException {
    NotReadyException(String message) {
        super(message);
    }
}
