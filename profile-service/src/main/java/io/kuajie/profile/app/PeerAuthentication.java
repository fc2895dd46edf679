package io.kuajie.profile.app;

import io.kuajie.edge.PlatformSettings;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Base64;

/** Tells another instance of this service by its {@link PeerSignature}; it may ask what is meant for instances, and nothing else. */
@ApplicationScoped
public class PeerAuthentication implements HttpAuthenticationMechanism {
    /** As {@code @RolesAllowed} names it. */
    static final String ROLE = "peer";

    private final PeerSignature signature;

    PeerAuthentication(PeerSignature signature) {
        this.signature = signature;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String shown = context.request().getHeader(PeerSignature.HEADER);
        if (shown == null) {
            return Uni.createFrom().nullItem();
        }
        if (!signature.isValid(context.request().uri(), shown)) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException(
                            "The signature is not of an instance of this service, or its clock is wrong."));
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(ROLE))
                        .addRole(ROLE)
                        .build());
    }

    @Override
    @SuppressWarnings("NullAway") // A challenge is made by the mechanism of keys.
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    /** Beans made of the settings. */
    static class Beans {
        @Produces
        @Singleton
        PeerSignature signature(PlatformSettings settings, Clock clock) {
            String secret = settings.pseudonymSecret()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "kuajie.pseudonym.secret is missing; give all instances and services the same."));
            return new PeerSignature(Base64.getDecoder().decode(secret), clock);
        }
    }
}
