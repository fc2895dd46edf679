package io.kuajie.edge;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Callers who show a token of an OpenID Connect issuer in place of a key. Off, and nothing of it is made, unless an issuer is
 * configured. A token must be signed by a key that the issuer publishes, name this audience, and not have expired; its claims say what
 * the caller is, of which partner, and what it may do.
 */
@Singleton
class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final String SCOPE_PREFIX = "kuajie:";
    private static final int SKEW_SECONDS = 30;
    private static final int MOST_OF_NAME = 200;
    /** Public keys only: with a shared secret, what we check with could also sign. */
    private static final AlgorithmConstraints SIGNED = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

    private final PlatformSettings.Oidc settings;
    private final KeyRing partners;
    private final Clock clock;
    private final @Nullable TokenIssuer issuer;

    Tokens(PlatformSettings settings, KeyRing partners, Clock clock) {
        this.settings = settings.oidc();
        this.partners = partners;
        this.clock = clock;
        this.issuer = this.settings.issuer().map(TokenIssuer::new).orElse(null);
    }

    /** Whether this may be a token, and tokens are taken: three parts between dots, where keys have none. */
    boolean isToken(String credential) {
        return issuer != null && credential.chars().filter(c -> c == '.').count() == 2;
    }

    /** Who shows this token; empty if it is not one to trust. May wait for the issuer. */
    Optional<KeyRing.Caller> callerOf(String token) {
        try {
            return issuer == null ? Optional.empty() : caller(claims(issuer, token));
        } catch (InvalidJwtException e) {
            LOG.debugf("A token is refused: %s", e.getErrorDetails());
        } catch (IOException e) {
            LOG.warnf("Tokens can't be checked, as their issuer can't be asked: %s", e.getMessage());
        }
        return Optional.empty();
    }

    private JwtClaims claims(TokenIssuer from, String token) throws IOException, InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(from.keys())
                .setJwsAlgorithmConstraints(SIGNED)
                .setExpectedIssuer(from.name())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
    }

    private Optional<KeyRing.Caller> caller(JwtClaims claims) {
        Set<String> roles = Set.copyOf(texts(at(claims, settings.roleClaim())));
        if (roles.contains(settings.adminRole())) {
            return Optional.of(new KeyRing.Caller(Role.ADMIN, null, null, Set.of(), name(claims)));
        }
        if (roles.contains(settings.writerRole())) {
            return ofPartner(Role.WRITER, claims);
        }
        return roles.contains(settings.storefrontRole()) ? ofPartner(Role.STOREFRONT, claims) : Optional.empty();
    }

    /** A token that names no scope of ours may do nothing: unlike a key, it may have been made for somebody else's purpose. */
    private Optional<KeyRing.Caller> ofPartner(String role, JwtClaims claims) {
        Set<String> scopes = texts(at(claims, "scope")).stream()
                .filter(scope -> scope.startsWith(SCOPE_PREFIX))
                .map(scope -> scope.substring(SCOPE_PREFIX.length()))
                .collect(Collectors.toSet());
        Optional<Domain> domain = partner(claims).flatMap(partners::domainOf);
        return scopes.isEmpty()
                ? Optional.empty()
                : domain.map(
                        known -> new KeyRing.Caller(role, partner(claims).orElseThrow(), known, scopes, name(claims)));
    }

    /** Whom a token names: its subject, or the client that it was made for. */
    private static String name(JwtClaims claims) {
        Object subject = claims.getClaimValue("sub");
        String name = String.valueOf(subject == null ? claims.getClaimValue("client_id") : subject);
        return "token:" + name.substring(0, Math.min(MOST_OF_NAME, name.length()));
    }

    private Optional<PartnerId> partner(JwtClaims claims) {
        try {
            return at(claims, settings.partnerClaim()) instanceof String id
                    ? Optional.of(new PartnerId(id))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The claim at a path of names between dots; null where there is none. */
    private static @Nullable Object at(JwtClaims claims, String path) {
        Object found = claims.getClaimsMap();
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found;
    }

    /** The words of a text or of a list. */
    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.asList(text.split(" "));
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
