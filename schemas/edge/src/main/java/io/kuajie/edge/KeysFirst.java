package io.kuajie.edge;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Asks for a key before it tells that an address, a method or a media type is none of the API's. Endpoints look at keys themselves, which
 * the audit sees; a request that reaches no endpoint is looked at here.
 */
public class KeysFirst {
    private static final String GUARDED = "/v1";

    private final CurrentIdentityAssociation identity;
    private final Problems problems;

    KeysFirst(CurrentIdentityAssociation identity, Problems problems) {
        this.identity = identity;
        this.problems = problems;
    }

    @ServerExceptionMapper(
            value = {
                NotFoundException.class,
                NotAllowedException.class,
                NotSupportedException.class,
                NotAcceptableException.class
            },
            priority = 1)
    public Uni<Response> unmatched(WebApplicationException e, UriInfo uri) {
        if (!isGuarded(uri.getPath())) {
            return Uni.createFrom().item(problems.refused(e));
        }
        return identity.getDeferredIdentity()
                .map(caller -> caller.isAnonymous() ? problems.keyless() : problems.refused(e))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(problems::keyless);
    }

    private static boolean isGuarded(String path) {
        return path.equals(GUARDED) || path.startsWith(GUARDED + "/");
    }
}
