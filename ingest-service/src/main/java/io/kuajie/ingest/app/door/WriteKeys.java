package io.kuajie.ingest.app.door;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.domain.event.Sender;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose events arrive. Official clients put the write key into Basic authentication, or into the body; some of the latter
 * send a Bearer token of another kind beside it. So a header that holds no known key is no refusal while the body holds one.
 */
@Singleton
public class WriteKeys {
    private final KeyRing keys;

    WriteKeys(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * @param authorization the header
     * @param inBody the key in the body
     * @throws WebApplicationException 401 without a known key, 403 with a key of another kind
     */
    public Sender senderOf(@Nullable String authorization, @Nullable String inBody) {
        KeyRing.Caller caller = KeyAuthentication.keyIn(authorization)
                .flatMap(keys::callerOf)
                .or(() -> inBody == null ? Optional.empty() : keys.callerOf(inBody))
                .orElseThrow(WriteKeys::unauthenticated);
        if (!caller.role().equals(Role.WRITER)) {
            throw Problem.of(403, "This key is valid but sends no events; use the partner's write key.")
                    .toException();
        }
        if (!caller.may(Scope.EVENTS)) {
            throw Problem.of(403, "This key lacks the scope events; use another, or have one issued.")
                    .toException();
        }
        return new Sender(caller.requirePartner(), caller.requireDomain());
    }

    /** The writer whose key is in the header; empty where there is none, which is no refusal yet. */
    Optional<Sender> senderIn(@Nullable String authorization) {
        return KeyAuthentication.keyIn(authorization)
                .flatMap(keys::callerOf)
                .filter(caller -> caller.role().equals(Role.WRITER) && caller.may(Scope.EVENTS))
                .map(caller -> new Sender(caller.requirePartner(), caller.requireDomain()));
    }

    private static WebApplicationException unauthenticated() {
        String detail = "Send a valid write key: Basic with the key as user name, Bearer, or writeKey in the body.";
        Response response = Response.fromResponse(Problem.of(401, detail).toResponse())
                .header("WWW-Authenticate", "Basic realm=\"kuajie\", charset=\"UTF-8\"")
                .build();
        return new WebApplicationException(detail, response);
    }
}
