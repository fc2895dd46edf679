package io.kuajie.edge;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads the caller's key, or the token shown in place of one, from {@code Authorization}: {@code Bearer KEY}, or {@code Basic} with
 * the key as the user name, as analytics SDKs send it. A request without the header goes on without identity, and the endpoint decides.
 */
@ApplicationScoped
public class KeyAuthentication implements HttpAuthenticationMechanism {
    /** The identity's attribute that holds the {@link KeyRing.Caller}. */
    public static final String CALLER = "kuajie.caller";

    private final KeyRing keys;
    private final Tokens tokens;

    KeyAuthentication(KeyRing keys, Tokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        Optional<String> key = keyIn(context.request().getHeader("Authorization"));
        if (key.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        Optional<KeyRing.Caller> holder = keys.callerOf(key.get());
        if (holder.isEmpty() && tokens.isToken(key.get())) {
            // The issuer may have to be asked, which an event loop must not wait for.
            return Uni.createFrom()
                    .item(() -> tokens.callerOf(key.get()))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .flatMap(KeyAuthentication::known);
        }
        return known(holder);
    }

    private static Uni<SecurityIdentity> known(Optional<KeyRing.Caller> caller) {
        return caller.map(KeyAuthentication::identity)
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> Uni.createFrom()
                        .failure(new AuthenticationFailedException(
                                "The key or token is not known or no longer valid.")));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(401, "WWW-Authenticate", "Basic realm=\"kuajie\", charset=\"UTF-8\""));
    }

    /** The key in an {@code Authorization} header; empty where there is none. */
    public static Optional<String> keyIn(@org.jspecify.annotations.Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
        }
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String decoded = new String(
                        Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = decoded.indexOf(':');
                return Optional.of(colon < 0 ? decoded : decoded.substring(0, colon));
            } catch (IllegalArgumentException e) {
                return Optional.of("");
            }
        }
        return Optional.empty();
    }

    private static SecurityIdentity identity(KeyRing.Caller caller) {
        String name = caller.partner() == null ? "operator" : caller.partner().value();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(caller.role())
                .addAttribute(CALLER, caller)
                .build();
    }
}
